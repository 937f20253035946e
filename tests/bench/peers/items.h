// The widgets of form_gtk.c: id, label, place, size, and the group in which one is chosen.
typedef struct {
  const char *id, *label;
  int x, y, w, h;
  const char* g;
} It;
static const It items[] = {{"close", "Close", 1148, 8, 120, 48, "head"},
                           {"line0", "2 x Grilled sea bass", 20, 106, 360, 58, "toggle"},
                           {"line1", "1 x House salad", 20, 172, 360, 58, "toggle"},
                           {"line2", "1 x Ribeye, medium", 20, 238, 360, 58, "toggle"},
                           {"line3", "1 x Fries, large", 20, 304, 360, 58, "toggle"},
                           {"line4", "3 x Lemonade", 20, 370, 360, 58, "toggle"},
                           {"line5", "1 x Cheesecake", 20, 436, 360, 58, "toggle"},
                           {"reason0", "Cold food", 400, 106, 142, 91, "reason"},
                           {"reason1", "Wrong item", 550, 106, 142, 91, "reason"},
                           {"reason2", "Late", 700, 106, 142, 91, "reason"},
                           {"reason3", "Missing item", 400, 205, 142, 91, "reason"},
                           {"reason4", "Undercooked", 550, 205, 142, 91, "reason"},
                           {"reason5", "Overcooked", 700, 205, 142, 91, "reason"},
                           {"reason6", "Foreign object", 400, 304, 142, 91, "reason"},
                           {"reason7", "Allergy", 550, 304, 142, 91, "reason"},
                           {"reason8", "Rude service", 700, 304, 142, 91, "reason"},
                           {"reason9", "Wrong price", 400, 403, 142, 91, "reason"},
                           {"reason10", "Dirty", 550, 403, 142, 91, "reason"},
                           {"reason11", "Other", 700, 403, 142, 91, "reason"},
                           {"sev0", "Minor", 870, 106, 124, 58, "sev"},
                           {"sev1", "Serious", 1002, 106, 124, 58, "sev"},
                           {"sev2", "Safety", 1134, 106, 124, 58, "sev"},
                           {"party0", "Kitchen", 870, 200, 124, 58, "party"},
                           {"party1", "Service", 1002, 200, 124, 58, "party"},
                           {"party2", "Supplier", 1134, 200, 124, 58, "party"},
                           {"remedy0", "Remake", 870, 296, 190, 61, "remedy"},
                           {"remedy1", "Replace", 1068, 296, 190, 61, "remedy"},
                           {"remedy2", "Refund line", 870, 365, 190, 61, "remedy"},
                           {"remedy3", "Discount", 1068, 365, 190, 61, "remedy"},
                           {"remedy4", "Voucher", 870, 434, 190, 61, "remedy"},
                           {"remedy5", "Apology", 1068, 434, 190, 61, "remedy"},
                           {"qtym", "-", 20, 540, 90, 64, ""},
                           {"qty", "1", 118, 540, 164, 64, ""},
                           {"qtyp", "+", 290, 540, 90, 64, ""},
                           {"guest", "Name / phone", 870, 540, 388, 64, ""},
                           {"photo", "Add photo", 870, 644, 190, 72, ""},
                           {"mgr", "Manager PIN", 1068, 644, 190, 72, ""},
                           {"cancel", "Cancel", 20, 728, 180, 60, ""},
                           {"print", "Print slip", 212, 728, 180, 60, ""},
                           {"hold", "Save for later", 404, 728, 230, 60, ""},
                           {"save", "Save and notify kitchen", 870, 728, 388, 60, "primary"}};
static const int n_items = 41;
typedef struct {
  const char* t;
  int x, y;
} Hd;
static const Hd heads[] = {
    {"Which items?", 20, 76},    {"What went wrong?", 400, 76}, {"How bad?", 870, 76},  {"Who?", 870, 172},
    {"Make it right", 870, 266}, {"How many?", 20, 512},        {"Discount", 400, 512}, {"Note", 20, 616},
    {"Guest", 870, 512}};
static const int n_heads = 9;
