/*
 * A complete host in C11: amends.h, the standard library and a way to load a library, nothing else. It implements log,
 * thread-check, clock, operator with its PIN check, and pos, and tells of scans; it draws on plain pixels and finds what it taps by the
 * accessibility tree. The complaint: the whole bill of 52.50 goes on the house, which the manager approves with a PIN.
 */
#define _POSIX_C_SOURCE 200809L

#include "host_in_c11.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "amends.h"

enum { WIDTH_PX = 1280, HEIGHT_PX = 800, WAIT_MS = 10000, TURN_MS = 2 };

typedef struct till {
  amends_host_t host; /* first: a host is a till */
  pthread_t main_thread;
  atomic_int callback_is_wished;
  atomic_int wrong_thread_count;
  atomic_int blamed_count;
  int64_t now_us;
  unsigned char* pixels;
  const amends_overlay_t* overlay;
  const amends_overlay_pos_t* to_pos;
  const amends_overlay_operator_t* to_operator;
  const amends_overlay_accessibility_t* tree;
  const amends_overlay_scanner_t* to_scanner;
  /* What was asked of the till. */
  unsigned submit_count;
  unsigned pin_count;
  char pin_request_id[64];
  amends_status_t pin_verdict;
  char request_id[AMENDS_REQUEST_ID_MAX + 1];
  amends_request_kind_t request_kind;
  int64_t request_amount_minor;
  char request_approver[32];
  int64_t discount_minor;
  /* What is looked for in the tree. */
  const char* wanted;
  amends_rect_t found;
  int is_found;
  char* why;
  unsigned why_bytes;
} till_t;

static till_t* till_of(const amends_host_t* host) {
  return (till_t*)host->host_data;
}

/* Keeps the first reason; always 0, so that callers can `return fail(...)`. */
static int fail(till_t* till, const char* format, ...) {
  va_list arguments;
  if (till->why[0] != '\0') return 0;
  va_start(arguments, format);
  (void)vsnprintf(till->why, till->why_bytes, format, arguments);
  va_end(arguments);
  return 0;
}

static void expect_main_thread(till_t* till) {
  if (!pthread_equal(pthread_self(), till->main_thread)) atomic_fetch_add(&till->wrong_thread_count, 1);
}

/* ---- log, thread-check, clock ---- */

static void AMENDS_CALL till_log(const amends_host_t* host, amends_log_severity_t severity, const char* message) {
  (void)message;
  if (severity >= AMENDS_LOG_HOST_MISBEHAVING) atomic_fetch_add(&till_of(host)->blamed_count, 1);
}

static uint32_t AMENDS_CALL till_is_main_thread(const amends_host_t* host) {
  return pthread_equal(pthread_self(), till_of(host)->main_thread) ? 1 : 0;
}

static int64_t AMENDS_CALL till_now_us(const amends_host_t* host) {
  struct timespec now;
  (void)host;
  (void)timespec_get(&now, TIME_UTC);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- operator ---- */

static const amends_person_t kAna = {sizeof(amends_person_t), "ana", "Ana", AMENDS_ROLE_WAITER, 1};
static const amends_person_t kMira = {sizeof(amends_person_t), "mira", "Mira", AMENDS_ROLE_MANAGER, 1};

static amends_status_t AMENDS_CALL till_visit_operator(const amends_host_t* host, amends_person_visitor_t visit,
                                                       void* context) {
  expect_main_thread(till_of(host));
  visit(context, &kAna);
  return AMENDS_OK;
}

static amends_status_t AMENDS_CALL till_visit_staff(const amends_host_t* host, amends_person_visitor_t visit,
                                                    void* context) {
  expect_main_thread(till_of(host));
  visit(context, &kAna);
  visit(context, &kMira);
  return AMENDS_OK;
}

/* This till asks its back office: the answer comes with a later turn. */
static amends_status_t AMENDS_CALL till_check_pin(const amends_host_t* host, const char* request_id,
                                                  const char* person_id, const char* pin) {
  till_t* till = till_of(host);
  expect_main_thread(till);
  ++till->pin_count;
  (void)snprintf(till->pin_request_id, sizeof till->pin_request_id, "%s", request_id);
  till->pin_verdict = strcmp(person_id, "mira") == 0 && strcmp(pin, "4829") == 0 ? AMENDS_OK : AMENDS_E_REFUSED;
  return AMENDS_PENDING;
}

/* ---- pos ---- */

static uint32_t AMENDS_CALL till_get_capabilities(const amends_host_t* host) {
  expect_main_thread(till_of(host));
  return AMENDS_CAN_DISCOUNT_LINE | AMENDS_CAN_DISCOUNT_CHECK | AMENDS_CAN_REORDER | AMENDS_CAN_LOOK_UP |
         AMENDS_IS_IDEMPOTENT;
}

static void tell_check(till_t* till, amends_check_visitor_t visit, void* context) {
  amends_line_t lines[2];
  amends_check_t check;
  memset(lines, 0, sizeof lines);
  lines[0].struct_size = sizeof lines[0];
  lines[0].flags = AMENDS_LINE_FIRED;
  lines[0].id = "1";
  lines[0].item_id = "iced-tea";
  lines[0].name = "Iced tea";
  lines[0].group = "Drinks";
  lines[0].component = "iced tea base";
  lines[0].quantity_thousandths = 1000;
  lines[0].unit_minor = 450;
  lines[0].total_minor = 450;
  lines[1] = lines[0];
  lines[1].id = "2";
  lines[1].item_id = "steak";
  lines[1].name = "Steak for two";
  lines[1].group = "Mains";
  lines[1].component = NULL;
  lines[1].unit_minor = 4800;
  lines[1].total_minor = 4800;
  memset(&check, 0, sizeof check);
  check.struct_size = sizeof check;
  check.state = AMENDS_CHECK_OPEN;
  check.id = "check-41";
  check.number = "41";
  check.place = "Table 12";
  check.currency = "EUR";
  check.server_id = "ana";
  check.server_name = "Ana";
  check.opened_us = till_now_us(&till->host) - 3600000000;
  check.total_minor = 5250 - till->discount_minor;
  check.discount_minor = till->discount_minor;
  check.guests = 2;
  check.line_count = 2;
  check.line_size_bytes = sizeof lines[0];
  check.lines = lines;
  visit(context, &check);
}

static amends_status_t AMENDS_CALL till_visit_check(const amends_host_t* host, amends_check_visitor_t visit,
                                                    void* context) {
  expect_main_thread(till_of(host));
  tell_check(till_of(host), visit, context);
  return AMENDS_OK;
}

static amends_status_t AMENDS_CALL till_find_check(const amends_host_t* host, const char* reference,
                                                   amends_check_visitor_t visit, void* context) {
  expect_main_thread(till_of(host));
  if (strcmp(reference, "check-41") != 0 && strcmp(reference, "41") != 0) return AMENDS_E_UNAVAILABLE;
  tell_check(till_of(host), visit, context);
  return AMENDS_OK;
}

static amends_status_t AMENDS_CALL till_visit_items(const amends_host_t* host, amends_item_visitor_t visit,
                                                    void* context) {
  static const amends_item_t items[] = {
      {sizeof(amends_item_t), AMENDS_ITEM_AVAILABLE, "lemonade", "Lemonade", "Drinks", "", 420, 60},
      {sizeof(amends_item_t), AMENDS_ITEM_AVAILABLE, "pastry", "Pastry", "Desserts", "", 390, -1}};
  size_t index;
  expect_main_thread(till_of(host));
  for (index = 0; index < sizeof items / sizeof items[0]; ++index)
    visit(context, &items[index]);
  return AMENDS_OK;
}

static amends_status_t AMENDS_CALL till_visit_sales(const amends_host_t* host, int64_t from_us, int64_t to_us,
                                                    amends_sales_visitor_t visit, void* context) {
  const amends_sales_t sales = {sizeof(amends_sales_t), "EUR", from_us, to_us, 5250, 1, 2};
  expect_main_thread(till_of(host));
  visit(context, &sales);
  return AMENDS_OK;
}

static void give_answer(till_t* till) {
  amends_answer_t answer;
  memset(&answer, 0, sizeof answer);
  answer.struct_size = sizeof answer;
  answer.outcome = AMENDS_OUTCOME_DONE;
  answer.request_id = till->request_id;
  answer.reference = "D-1007";
  answer.amount_minor = till->request_amount_minor;
  till->to_pos->answer(till->overlay, &answer);
}

/* The same request_id again is the same request: it is done once, and answered each time. */
/* [submit] */
static amends_status_t AMENDS_CALL till_submit(const amends_host_t* host, const amends_request_t* request) {
  till_t* till = till_of(host);
  expect_main_thread(till);
  ++till->submit_count;
  if (strcmp(till->request_id, request->request_id) == 0) {
    give_answer(till);
    return AMENDS_ALREADY_DONE;
  }
  (void)snprintf(till->request_id, sizeof till->request_id, "%s", request->request_id);
  (void)snprintf(till->request_approver, sizeof till->request_approver, "%s",
                 request->approver_id == NULL ? "" : request->approver_id);
  till->request_kind = request->kind;
  till->request_amount_minor = request->amount_minor;
  till->discount_minor += request->amount_minor;
  return AMENDS_PENDING;
}
/* [/submit] */

static amends_status_t AMENDS_CALL till_look_up(const amends_host_t* host, const char* request_id,
                                                amends_answer_visitor_t visit, void* context) {
  till_t* till = till_of(host);
  amends_answer_t answer;
  expect_main_thread(till);
  if (strcmp(till->request_id, request_id) != 0) return AMENDS_E_UNAVAILABLE;
  memset(&answer, 0, sizeof answer);
  answer.struct_size = sizeof answer;
  answer.outcome = AMENDS_OUTCOME_DONE;
  answer.request_id = till->request_id;
  answer.reference = "D-1007";
  answer.amount_minor = till->request_amount_minor;
  visit(context, &answer);
  return AMENDS_OK;
}

/* ---- the host ---- */

static const amends_host_log_t kLog = {sizeof kLog, till_log};
static const amends_host_thread_check_t kThreadCheck = {sizeof kThreadCheck, till_is_main_thread};
static const amends_host_clock_t kClock = {sizeof kClock, till_now_us};
static const amends_host_operator_t kOperator = {sizeof kOperator, till_visit_operator, till_visit_staff,
                                                 till_check_pin};
static const amends_host_pos_t kPos = {sizeof kPos,      till_get_capabilities, till_visit_check, till_find_check,
                                       till_visit_items, till_visit_sales,      till_submit,      till_look_up};

static const void* AMENDS_CALL till_get_extension(const amends_host_t* host, const char* extension_id) {
  (void)host;
  if (strcmp(extension_id, AMENDS_EXTENSION_LOG) == 0) return &kLog;
  if (strcmp(extension_id, AMENDS_EXTENSION_THREAD_CHECK) == 0) return &kThreadCheck;
  if (strcmp(extension_id, AMENDS_EXTENSION_CLOCK) == 0) return &kClock;
  if (strcmp(extension_id, AMENDS_EXTENSION_OPERATOR) == 0) return &kOperator;
  if (strcmp(extension_id, AMENDS_EXTENSION_POS) == 0) return &kPos;
  return NULL;
}

static void AMENDS_CALL till_request_callback(const amends_host_t* host) {
  atomic_store(&till_of(host)->callback_is_wished, 1);
}

/* This till draws all the time. */
static void AMENDS_CALL till_request_frame(const amends_host_t* host) {
  (void)host;
}

static void make_till(till_t* till, char* why, unsigned why_bytes) {
  memset(till, 0, sizeof *till);
  till->host.struct_size = sizeof till->host;
  till->host.abi_version.major = AMENDS_VERSION_MAJOR;
  till->host.abi_version.minor = AMENDS_VERSION_MINOR;
  till->host.abi_version.patch = AMENDS_VERSION_PATCH;
  till->host.host_data = till;
  till->host.name = "a till in C";
  till->host.vendor = "tests";
  till->host.version = "1";
  till->host.get_extension = till_get_extension;
  till->host.request_callback = till_request_callback;
  till->host.request_frame = till_request_frame;
  till->main_thread = pthread_self();
  till->why = why;
  till->why_bytes = why_bytes;
  till->why[0] = '\0';
}

/* ---- one turn of its loop, and its fingers ---- */

static int turn(till_t* till) {
  const struct timespec pause = {0, TURN_MS * 1000000L};
  amends_surface_t surface;
  amends_frame_t frame;
  amends_status_t status;
  if (till->pin_request_id[0] != '\0') {
    char answered[64];
    memcpy(answered, till->pin_request_id, sizeof answered);
    till->pin_request_id[0] = '\0';
    till->to_operator->pin_answer(till->overlay, answered, till->pin_verdict);
  }
  if (atomic_exchange(&till->callback_is_wished, 0)) till->overlay->on_main_thread(till->overlay);
  /* [frame] */
  memset(&surface, 0, sizeof surface);
  surface.struct_size = sizeof surface;
  surface.kind = AMENDS_SURFACE_RGBA8;
  surface.pixels = till->pixels;
  surface.pitch_bytes = WIDTH_PX * 4;
  surface.width_px = WIDTH_PX;
  surface.height_px = HEIGHT_PX;
  surface.scale = 1.0F;
  memset(&frame, 0, sizeof frame);
  frame.struct_size = sizeof frame;
  status = till->overlay->on_frame(till->overlay, &surface, &frame);
  /* [/frame] */
  if (status != AMENDS_OK) return fail(till, "on_frame answered %d.", (int)status);
  (void)nanosleep(&pause, NULL);
  return 1;
}

static void AMENDS_CALL look_at(void* context, const amends_node_t* node) {
  till_t* till = (till_t*)context;
  if (strncmp(node->label, till->wanted, strlen(till->wanted)) != 0) return;
  if ((node->state & AMENDS_NODE_DISABLED) != 0) return;
  if (node->role == AMENDS_NODE_TEXT || node->role == AMENDS_NODE_HEADING || node->role == AMENDS_NODE_GROUP) return;
  if (node->role == AMENDS_NODE_WINDOW || node->role == AMENDS_NODE_PROGRESS) return;
  if (till->is_found) return;
  till->found = node->rect;
  till->is_found = 1;
}

static int wait_for(till_t* till, const char* label) {
  int turns;
  till->wanted = label;
  for (turns = 0; turns < WAIT_MS / TURN_MS; ++turns) {
    if (!turn(till)) return 0;
    till->is_found = 0;
    if (till->tree->visit_nodes(till->overlay, look_at, till) != AMENDS_OK) return fail(till, "No tree is given.");
    if (till->is_found) return 1;
  }
  return fail(till, "\"%s\" never came on the screen.", label);
}

static int touch(till_t* till, amends_input_type_t type, float x, float y) {
  amends_input_t input;
  memset(&input, 0, sizeof input);
  input.struct_size = sizeof input;
  input.type = type;
  input.x = x;
  input.y = y;
  input.button = 1;
  input.source = AMENDS_POINTER_TOUCH;
  input.pointer_id = 7;
  input.time_us = till_now_us(&till->host);
  return till->overlay->on_input(till->overlay, &input) == 1;
}

static int tap(till_t* till, const char* label) {
  float x;
  float y;
  if (!wait_for(till, label)) return 0;
  x = (float)till->found.x + (float)till->found.width / 2;
  y = (float)till->found.y + (float)till->found.height / 2;
  if (!touch(till, AMENDS_INPUT_POINTER_DOWN, x, y) || !turn(till)) {
    return fail(till, "The press on \"%s\" was not taken.", label);
  }
  if (!touch(till, AMENDS_INPUT_POINTER_UP, x, y)) return fail(till, "The release on \"%s\" was not taken.", label);
  return turn(till) && turn(till);
}

static int tap_all(till_t* till, const char* const* labels) {
  for (; *labels != NULL; ++labels) {
    if (!tap(till, *labels)) return 0;
  }
  return 1;
}

static int write_picture(till_t* till, const char* path) {
  FILE* file;
  size_t index;
  if (path == NULL) return 1;
  file = fopen(path, "wb");
  if (file == NULL) return fail(till, "The picture can't be written.");
  (void)fprintf(file, "P6\n%d %d\n255\n", (int)WIDTH_PX, (int)HEIGHT_PX);
  for (index = 0; index < (size_t)WIDTH_PX * HEIGHT_PX; ++index)
    (void)fwrite(till->pixels + index * 4, 1, 3, file);
  return fclose(file) == 0 ? 1 : fail(till, "The picture can't be written.");
}

/* ---- the complaint ---- */

static int wait_for_submit(till_t* till) {
  int turns;
  for (turns = 0; turns < WAIT_MS / TURN_MS && till->submit_count == 0; ++turns) {
    if (!turn(till)) return 0;
  }
  return till->submit_count > 0 ? 1 : fail(till, "No request ever came.");
}

/* The till keeps what its own scanner read unless the overlay takes it. */
static int scan(till_t* till, const char* code, uint32_t expected) {
  if (till->to_scanner->scanned(till->overlay, code) == expected) return 1;
  return fail(till, expected == 0 ? "A scan was taken from the till." : "A scan was left to the till.");
}

static int play(till_t* till, const char* picture_path) {
  static const char* const hear_and_choose[] = {
      "Iced tea", "Tastes wrong", "I apologised", "Put it right", "Whole bill", "Ask Mira", NULL};
  static const char* const wrong_pin[] = {"Their loss was greater", "1", "1", "1", "1", "Approve", NULL};
  static const char* const right_pin[] = {"4", "8", "2", "9", "Approve", NULL};
  static const char* const finish[] = {"No extra", "Not needed", "Done", "Make it right", NULL};
  int turns;
  if (!scan(till, "4006381333931", 0) || !tap(till, "Make it right") || !scan(till, "4006381333931", 0)) return 0;
  if (!tap_all(till, hear_and_choose)) return 0;
  if (!tap_all(till, wrong_pin)) return 0;
  for (turns = 0; turns < 100; ++turns) {
    if (!turn(till)) return 0;
  }
  if (till->submit_count != 0) return fail(till, "A wrong PIN was enough.");
  if (!tap_all(till, right_pin) || !wait_for_submit(till)) return 0;
  if (till->pin_count != 2) return fail(till, "The PIN was asked for %u times.", till->pin_count);
  /* Answered, and once more: the second is no news. */
  give_answer(till);
  give_answer(till);
  till->to_pos->check_changed(till->overlay);
  if (!write_picture(till, picture_path)) return 0;
  return tap_all(till, finish);
}

static int judge(till_t* till) {
  if (till->submit_count != 1) return fail(till, "The request came %u times.", till->submit_count);
  if (strlen(till->request_id) == 0) return fail(till, "The request has no id.");
  if (till->request_kind != AMENDS_REQUEST_DISCOUNT) return fail(till, "Kind %d came.", (int)till->request_kind);
  if (till->request_amount_minor != 5250) return fail(till, "The amount is %d.", (int)till->request_amount_minor);
  if (strcmp(till->request_approver, "mira") != 0) return fail(till, "The approver is %s.", till->request_approver);
  if (till->discount_minor != 5250) return fail(till, "The check was discounted by %d.", (int)till->discount_minor);
  if (atomic_load(&till->wrong_thread_count) != 0) return fail(till, "A [main-thread] function was called elsewhere.");
  if (atomic_load(&till->blamed_count) != 0) return fail(till, "Somebody was blamed in the log.");
  return 1;
}

static int play_with_overlay(till_t* till, const amends_entry_t* entry, const amends_config_t* config,
                             const char* picture_path) {
  amends_error_t error;
  int went_well = 0;
  memset(&error, 0, sizeof error);
  error.struct_size = sizeof error;
  /* [life] */
  if (entry->create(&till->host, config, &till->overlay, &error) != AMENDS_OK) {
    return fail(till, "create: %s", error.message);
  }
  if (till->overlay->start(till->overlay, &error) != AMENDS_OK) {
    (void)fail(till, "start: %s", error.message);
  } else {
    till->to_pos = (const amends_overlay_pos_t*)till->overlay->get_extension(till->overlay, AMENDS_EXTENSION_POS);
    till->to_operator =
        (const amends_overlay_operator_t*)till->overlay->get_extension(till->overlay, AMENDS_EXTENSION_OPERATOR);
    till->tree = (const amends_overlay_accessibility_t*)till->overlay->get_extension(till->overlay,
                                                                                     AMENDS_EXTENSION_ACCESSIBILITY);
    till->to_scanner =
        (const amends_overlay_scanner_t*)till->overlay->get_extension(till->overlay, AMENDS_EXTENSION_SCANNER);
    if (till->to_pos == NULL || till->to_operator == NULL || till->tree == NULL || till->to_scanner == NULL) {
      (void)fail(till, "The overlay lacks an extension.");
    } else {
      went_well = play(till, picture_path) && judge(till);
    }
    till->overlay->stop(till->overlay, 5000);
  }
  till->overlay->destroy(till->overlay);
  /* [/life] */
  return went_well;
}

int host_in_c11_plays(const char* library_path, const char* library_dir, const char* assets_dir, const char* data_dir,
                      const char* picture_path, char* why, unsigned why_bytes) {
  till_t till;
  amends_config_t config;
  const amends_entry_t* entry;
  void* library;
  int went_well = 0;
  make_till(&till, why, why_bytes);
  till.pixels = (unsigned char*)calloc((size_t)WIDTH_PX * HEIGHT_PX, 4);
  library = till.pixels == NULL ? NULL : dlopen(library_path, RTLD_NOW | RTLD_LOCAL);
  entry = library == NULL ? NULL : (const amends_entry_t*)dlsym(library, "amends_entry");
  memset(&config, 0, sizeof config);
  config.struct_size = sizeof config;
  config.data_dir = data_dir;
  config.assets_dir = assets_dir;
  config.terminal_id = "C11";
  config.time_zone = "Europe/Lisbon";
  if (entry == NULL) {
    (void)fail(&till, "The library can't be loaded.");
  } else if (entry->abi_version.major != AMENDS_VERSION_MAJOR || entry->struct_size < AMENDS_ENTRY_SIZE_0_1) {
    (void)fail(&till, "The library has another version.");
  } else if (entry->init(library_dir) != AMENDS_OK) {
    (void)fail(&till, "init failed.");
  } else {
    went_well = play_with_overlay(&till, entry, &config, picture_path);
    entry->deinit();
  }
  if (library != NULL) (void)dlclose(library);
  free(till.pixels);
  return went_well ? 0 : 1;
}
