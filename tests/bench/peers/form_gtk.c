// What a user would pick instead of Amends: a complaint form of 43 widgets in GTK3, 1280x800, to be weighed beside it.
#include <gtk/gtk.h>
#include <string.h>
#include "items.h"
static GtkWidget* w[64];
static int qty = 1;
static void click(GtkButton* b, gpointer p) {
  int i = GPOINTER_TO_INT(p);
  const char* g = items[i].g;
  if (!strcmp(g, "toggle")) {
    GtkStyleContext* s = gtk_widget_get_style_context(w[i]);
    if (gtk_style_context_has_class(s, "on"))
      gtk_style_context_remove_class(s, "on");
    else
      gtk_style_context_add_class(s, "on");
  } else if (*g && strcmp(g, "head") && strcmp(g, "primary")) {
    for (int k = 0; k < n_items; k++)
      if (!strcmp(items[k].g, g)) gtk_style_context_remove_class(gtk_widget_get_style_context(w[k]), "on");
    gtk_style_context_add_class(gtk_widget_get_style_context(w[i]), "on");
  } else if (!strncmp(items[i].id, "qty", 3) && items[i].id[3]) {
    char t[16];
    qty += items[i].id[3] == 'p' ? 1 : -1;
    if (qty < 1) qty = 1;
    snprintf(t, 16, "%d", qty);
    for (int k = 0; k < n_items; k++)
      if (!strcmp(items[k].id, "qty")) gtk_button_set_label(GTK_BUTTON(w[k]), t);
  }
}
int main(int c, char** v) {
  gtk_init(&c, &v);
  GtkCssProvider* p = gtk_css_provider_new();
  gtk_css_provider_load_from_data(
      p,
      "*{font-family:'Noto Sans';font-size:16px;color:#1a2230}window{background:#f4f6f9}#band{background:#185ca0}#band "
      "label{color:#fff;font-size:22px}button{background:#fff;background-image:none;border:1px solid "
      "#ced6e0;border-radius:10px;padding:0;box-shadow:none;text-shadow:none}button:active{background:#d6e2f0}button."
      "on{background:#185ca0}button.on label{color:#fff}button.primary{background:#168054}button.primary "
      "label{color:#fff}",
      -1, NULL);
  gtk_style_context_add_provider_for_screen(gdk_screen_get_default(), GTK_STYLE_PROVIDER(p), 800);
  GtkWidget* win = gtk_window_new(GTK_WINDOW_TOPLEVEL);
  gtk_window_set_decorated(GTK_WINDOW(win), FALSE);
  gtk_window_set_default_size(GTK_WINDOW(win), 1280, 800);
  gtk_window_move(GTK_WINDOW(win), 0, 0);
  g_signal_connect(win, "destroy", gtk_main_quit, 0);
  GtkWidget* f = gtk_fixed_new();
  gtk_container_add(GTK_CONTAINER(win), f);
  GtkWidget* eb = gtk_event_box_new();
  gtk_widget_set_name(eb, "band");
  gtk_widget_set_size_request(eb, 1280, 64);
  GtkWidget* tl = gtk_label_new("Amends · Order 4172 · Table 12");
  gtk_label_set_xalign(GTK_LABEL(tl), 0.02);
  gtk_container_add(GTK_CONTAINER(eb), tl);
  gtk_fixed_put(GTK_FIXED(f), eb, 0, 0);
  for (int i = 0; i < n_heads; i++)
    gtk_fixed_put(GTK_FIXED(f), gtk_label_new(heads[i].t), heads[i].x, heads[i].y);
  for (int i = 0; i < n_items; i++) {
    w[i] = gtk_button_new_with_label(items[i].label);
    gtk_widget_set_size_request(w[i], items[i].w, items[i].h);
    if (!strcmp(items[i].g, "primary")) gtk_style_context_add_class(gtk_widget_get_style_context(w[i]), "primary");
    g_signal_connect(w[i], "clicked", G_CALLBACK(click), GINT_TO_POINTER(i));
    gtk_fixed_put(GTK_FIXED(f), w[i], items[i].x, items[i].y);
  }
  GtkWidget* s = gtk_scale_new_with_range(GTK_ORIENTATION_HORIZONTAL, 0, 100, 1);
  gtk_widget_set_size_request(s, 442, 64);
  gtk_fixed_put(GTK_FIXED(f), s, 400, 540);
  GtkWidget* t = gtk_text_view_new();
  gtk_widget_set_size_request(t, 822, 72);
  gtk_fixed_put(GTK_FIXED(f), t, 20, 644);
  gtk_widget_show_all(win);
  gtk_main();
  return 0;
}
