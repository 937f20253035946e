/*
 * amends.h: the C interface between Amends, an overlay that puts right what went wrong at the table or the till,
 * and the point of sale that hosts it. The only header a host needs.
 *
 * Promises
 *   - C11, <stdint.h> and <stddef.h> alone. No SDL, ImGui, SQLite or C++ type appears here.
 *   - One exported symbol, `amends_entry`. Everything else in the library is hidden.
 *   - Every struct begins with `struct_size` (the version, which never changes, excepted). Fields are only appended. A reader
 *     copies min(given, own) bytes into a zeroed local; less than the frozen AMENDS_<STRUCT>_SIZE_0_1 is
 *     AMENDS_E_INVALID_ARGUMENT, more is fine and its tail is ignored. Arrays carry their element's size.
 *   - Arguments belong to the caller and live during the call; what is kept is copied. Nothing is freed across the
 *     boundary. No exception and no longjmp crosses it.
 *   - Text is UTF-8, NUL-terminated; null means "not known" unless a function says otherwise. Amounts are int64_t minor
 *     units of the ISO 4217 currency beside them; quantities are thousandths; times are microseconds since 1970, UTC.
 *   - After AMENDS_E_INTERNAL the overlay is inert: on_input answers 0, on_frame draws nothing, stop and destroy still
 *     work, and the till runs on.
 *
 * Thread tags, at the end of each function's comment
 *   [main-thread]    only on the thread that called create
 *   [thread-safe]    from any thread, concurrently
 *   & created, & started, & !started: the state the overlay must be in; elsewhere AMENDS_E_WRONG_STATE.
 *
 * The life of an overlay, as a host writes it
 *    1. load the library and find `amends_entry`
 *    2. check abi_version.major and struct_size
 *    3. entry->init(plugin_dir)
 *    4. entry->create(host, config, &overlay, &error)     does not call the host
 *    5. overlay->start(overlay, &error)                   opens the ledger, asks for the host's extensions once
 *    6. per event: overlay->on_input(overlay, &input); act on the event only if it answers 0
 *    7. per frame: draw the till, then overlay->on_frame(overlay, &surface, &frame)
 *    8. whenever host->request_callback was called: overlay->on_main_thread(overlay), soon
 *    9. overlay->stop(overlay, deadline_ms), overlay->destroy(overlay), entry->deinit(), unload the library
 *   A failure in 1 to 5 undoes what was done, in reverse, and the till runs on without the overlay.
 *   amends_host_* tables are implemented by the host and called by the overlay; amends_overlay_* the reverse.
 */
#ifndef AMENDS_H
#define AMENDS_H

#include <stddef.h>
#include <stdint.h>

#define AMENDS_VERSION_MAJOR 0
#define AMENDS_VERSION_MINOR 1
#define AMENDS_VERSION_PATCH 0

#if defined(_WIN32)
#define AMENDS_EXPORT __declspec(dllexport)
#define AMENDS_CALL __cdecl
#else
#define AMENDS_EXPORT __attribute__((visibility("default")))
#define AMENDS_CALL
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- values ---- */

typedef struct amends_version {
  uint32_t major;
  uint32_t minor;
  uint32_t patch;
} amends_version_t;

/* 0 is done, above 0 is no failure, below 0 is one. */
typedef int32_t amends_status_t;
enum {
  AMENDS_OK = 0,
  AMENDS_PENDING = 1,
  AMENDS_ALREADY_DONE = 2,
  AMENDS_E_INVALID_ARGUMENT = -1,
  AMENDS_E_INCOMPATIBLE = -2,
  AMENDS_E_WRONG_THREAD = -3,
  AMENDS_E_WRONG_STATE = -4,
  AMENDS_E_REFUSED = -5,
  AMENDS_E_UNAVAILABLE = -6,
  AMENDS_E_STORAGE = -7,
  AMENDS_E_INTERNAL = -8,
  AMENDS_E_IN_USE = -9
};

/* Filled by the callee where a status alone says too little. `message` is one sentence for a log. */
typedef struct amends_error {
  uint32_t struct_size;
  amends_status_t status;
  char message[256];
} amends_error_t;

typedef struct amends_rect {
  int32_t x;
  int32_t y;
  int32_t width;
  int32_t height;
} amends_rect_t;

/* ---- the host, as the overlay sees it ---- */

/* Lives until destroy: its address is handed back to its functions. */
typedef struct amends_host amends_host_t;
struct amends_host {
  uint32_t struct_size;
  amends_version_t abi_version;
  void* host_data; /* the host's own; the overlay never touches it */
  const char* name;
  const char* vendor;
  const char* version;
  /* The host's side of an extension by id, or null. Valid until destroy. Called in start, never in create.
      [thread-safe] */
  const void*(AMENDS_CALL* get_extension)(const amends_host_t* host, const char* extension_id);
  /* A wish: call overlay->on_main_thread soon. Several wishes may be answered by one call. [thread-safe] */
  void(AMENDS_CALL* request_callback)(const amends_host_t* host);
  /* A wish: call overlay->on_frame soon, something on it has changed. [thread-safe] */
  void(AMENDS_CALL* request_frame)(const amends_host_t* host);
};

/* All text is copied in create. Only data_dir and terminal_id are required. */
typedef struct amends_config {
  uint32_t struct_size;
  uint32_t flags;          /* zero */
  const char* data_dir;    /* folder of the ledger; made if missing; one overlay at a time, else AMENDS_E_IN_USE */
  const char* assets_dir;  /* folder of packs and languages; null: `assets` beside the library's folder */
  const char* pack;        /* "restaurant" or "retail" or another folder of assets/packs; null: "restaurant" */
  const char* terminal_id; /* 1 to 8 letters or digits, unique in the store, e.g. "T3" */
  const char* store_id;    /* null: "store" */
  const char* time_zone;   /* IANA name; null: "UTC" */
  const char* locale;      /* BCP 47; null: "en" */
  const char* currency;    /* ISO 4217; null: "EUR" */
  const char*
      page; /* page to open at start: "" or null (the tab), "cases", "follow-ups", "requests", "coupon", "display", "settings",
                             "learn", "watch", "line-up", "gallery" */
  const char* staff_file; /* people and their Argon2id PINs, for hosts without PIN check; null: data_dir/staff.toml */
  const char* hub_url;    /* the store's hub; null: none */
  const char* light;      /* "light", "dark" or "contrast", for whoever never chose; null: "light" */
  const char* hand;       /* the hand that taps, "right" or "left", likewise; null: "right" */
  uint32_t text_percent;  /* size of text, 80 to 200, likewise; 0: 100 */
  uint32_t still;         /* 1: nothing moves by itself, likewise */
  const char* accent;     /* the store's colour, "#rrggbb", made readable; red and amber aren't taken; null: ours */
} amends_config_t;

/* ---- surfaces ---- */

/* The host's pixels: bytes R, G, B, A in this order, top row first, not premultiplied. */
#define AMENDS_SURFACE_RGBA8 "rgba8/1"
/* The host's SDL_Renderer in `handle`, left exactly as found. Needs the host and the overlay to share one SDL2: the
   host says which by the address of its SDL_CreateTexture; where it is another one, on_frame answers
   AMENDS_E_INCOMPATIBLE and the host should use rgba8/1. */
#define AMENDS_SURFACE_SDL2_RENDERER "sdl2-renderer/1"

enum {
  AMENDS_SURFACE_RESET = 1u << 0 /* the surface's textures were lost, or it is a new one */
};

/* What the overlay may draw on, for one frame. Sizes in pixels. A renderer lives until stop, or until a surface with
   AMENDS_SURFACE_RESET says that it is another: the overlay keeps a texture of it. */
typedef struct amends_surface {
  uint32_t struct_size;
  uint32_t flags;
  const char* kind;
  void* handle;                   /* sdl2-renderer/1: SDL_Renderer*; else null */
  const void* sdl_create_texture; /* sdl2-renderer/1: address of the host's SDL_CreateTexture; else null */
  void* pixels;                   /* rgba8/1; else null */
  int32_t pitch_bytes;            /* rgba8/1: bytes from one row to the next */
  int32_t width_px;
  int32_t height_px;
  float scale;        /* 1 is a screen of 96 dots an inch; 0 means 1 */
  amends_rect_t clip; /* draw only here; width 0: everywhere */
} amends_surface_t;

enum {
  AMENDS_FRAME_CHANGED = 1u << 0,      /* `damage` isn't empty */
  AMENDS_FRAME_WANTS_ANOTHER = 1u << 1 /* an animation or a queued tap: call again at once */
};

/* What a frame did, filled by on_update and on_frame. */
typedef struct amends_frame {
  uint32_t struct_size;
  uint32_t flags;
  amends_rect_t damage;  /* what differs from the frame before */
  amends_rect_t bounds;  /* all that the overlay covers, even in part */
  amends_rect_t opaque;  /* every pixel here is the overlay's: the host need not draw beneath */
  int64_t wake_after_ms; /* call on_frame after this long, even without input; -1: not needed */
} amends_frame_t;

/* ---- input ---- */

typedef int32_t amends_input_type_t;
enum {
  AMENDS_INPUT_POINTER_MOVE = 1,
  AMENDS_INPUT_POINTER_DOWN = 2,
  AMENDS_INPUT_POINTER_UP = 3,
  AMENDS_INPUT_POINTER_CANCEL = 4,
  AMENDS_INPUT_WHEEL = 5,
  AMENDS_INPUT_KEY_DOWN = 6,
  AMENDS_INPUT_KEY_UP = 7,
  AMENDS_INPUT_TEXT = 8,
  AMENDS_INPUT_FOCUS_LOST = 9
};

typedef int32_t amends_pointer_source_t;
enum { AMENDS_POINTER_MOUSE = 1, AMENDS_POINTER_TOUCH = 2, AMENDS_POINTER_PEN = 3 };

enum {
  AMENDS_MODIFIER_CTRL = 1u << 0,
  AMENDS_MODIFIER_SHIFT = 1u << 1,
  AMENDS_MODIFIER_ALT = 1u << 2,
  AMENDS_MODIFIER_SUPER = 1u << 3
};

typedef struct amends_input {
  uint32_t struct_size;
  amends_input_type_t type;
  float x; /* pointer and wheel: pixels of the surface */
  float y;
  float wheel_x; /* wheel: notches, right and up positive */
  float wheel_y;
  int32_t button; /* mouse: 1 left, 2 middle, 3 right; touch: 1 */
  amends_pointer_source_t source;
  int64_t pointer_id; /* touch: which finger; 0 for a mouse */
  uint32_t key;       /* key: USB HID usage, the numbering of SDL's scancodes */
  uint32_t modifiers;
  char text[64]; /* text: UTF-8, NUL-terminated */
  int64_t time_us;
} amends_input_t;

/* ---- the overlay, as the host sees it ---- */

typedef struct amends_overlay amends_overlay_t;
struct amends_overlay {
  uint32_t struct_size;
  void* overlay_data; /* the overlay's own; the host never touches it */
  /* Opens the ledger, asks for the host's extensions, begins the threads. A ledger that is locked, damaged or newer is
      no failure: the tab says so in a sentence and the sale goes on. [main-thread & created] */
  amends_status_t(AMENDS_CALL* start)(const amends_overlay_t* overlay, amends_error_t* error);
  /* Ends the threads; what is not sent stays in the ledger and goes on at the next start. Returns by the deadline.
      [main-thread & started] */
  void(AMENDS_CALL* stop)(const amends_overlay_t* overlay, uint32_t deadline_ms);
  /* After it the pointer is dead. [main-thread & !started] */
  void(AMENDS_CALL* destroy)(const amends_overlay_t* overlay);
  /* 1: taken, the host must not act on it. Decided now, from where the overlay's own rectangles are.
      [main-thread & started] */
  uint32_t(AMENDS_CALL* on_input)(const amends_overlay_t* overlay, const amends_input_t* input);
  /* Optional, before on_frame: makes the next picture and says what will change, so that a host which keeps its pixels
      draws the till only where it must. `surface` gives size and scale; nothing is drawn on it.
      [main-thread & started] */
  amends_status_t(AMENDS_CALL* on_update)(const amends_overlay_t* overlay, const amends_surface_t* surface,
                                          amends_frame_t* frame);
  /* Draws the overlay over the till: makes the next picture unless on_update did, then puts it on the surface. Does no
      I/O, waits for nothing. `frame` may be null. [main-thread & started] */
  amends_status_t(AMENDS_CALL* on_frame)(const amends_overlay_t* overlay, const amends_surface_t* surface,
                                         amends_frame_t* frame);
  /* The answer to host->request_callback. [main-thread & started] */
  void(AMENDS_CALL* on_main_thread)(const amends_overlay_t* overlay);
  /* 1 opens the sheet on the current check, 0 closes it to the tab. [main-thread & started] */
  void(AMENDS_CALL* set_open)(const amends_overlay_t* overlay, uint32_t open);
  /* The overlay's side of an extension by id, or null. Valid until destroy. [thread-safe] */
  const void*(AMENDS_CALL* get_extension)(const amends_overlay_t* overlay, const char* extension_id);
};

typedef struct amends_descriptor {
  uint32_t struct_size;
  const char* id;
  const char* name;
  const char* vendor;
  const char* version;
  const char* url;
} amends_descriptor_t;

typedef struct amends_entry {
  uint32_t struct_size;
  amends_version_t abi_version;
  /* Counted: one deinit for each init that answered AMENDS_OK. Quick; opens no file. `plugin_dir` is the folder the
      library was loaded from. [thread-safe] */
  amends_status_t(AMENDS_CALL* init)(const char* plugin_dir);
  /* [thread-safe] */
  void(AMENDS_CALL* deinit)(void);
  /* Static. [thread-safe] */
  const amends_descriptor_t*(AMENDS_CALL* get_descriptor)(void);
  /* Makes an overlay and does not call the host. *out is the overlay's own until overlay->destroy; on failure *out is
      null and `error`, which may be null, says why. The calling thread becomes the [main-thread]. */
  amends_status_t(AMENDS_CALL* create)(const amends_host_t* host, const amends_config_t* config,
                                       const amends_overlay_t** out, amends_error_t* error);
} amends_entry_t;

extern AMENDS_EXPORT const amends_entry_t amends_entry;

/* ---- extension: log (host) ---- */

#define AMENDS_EXTENSION_LOG "amends.log/1"

typedef int32_t amends_log_severity_t;
enum {
  AMENDS_LOG_DEBUG = 1,
  AMENDS_LOG_INFO = 2,
  AMENDS_LOG_WARNING = 3,
  AMENDS_LOG_ERROR = 4,
  AMENDS_LOG_HOST_MISBEHAVING = 5,   /* the host broke a rule of this header */
  AMENDS_LOG_OVERLAY_MISBEHAVING = 6 /* a fault of the overlay's own */
};

typedef struct amends_host_log {
  uint32_t struct_size;
  /* One sentence, no line end; never a guest's name, contact or words, never a secret. [thread-safe] */
  void(AMENDS_CALL* log)(const amends_host_t* host, amends_log_severity_t severity, const char* message);
} amends_host_log_t;

/* ---- extension: thread-check (host) ---- */

#define AMENDS_EXTENSION_THREAD_CHECK "amends.thread-check/1"

typedef struct amends_host_thread_check {
  uint32_t struct_size;
  /* 1 if called on the thread that the host calls its main thread. [thread-safe] */
  uint32_t(AMENDS_CALL* is_main_thread)(const amends_host_t* host);
} amends_host_thread_check_t;

/* ---- extension: clock (host) ---- */

#define AMENDS_EXTENSION_CLOCK "amends.clock/1"

typedef struct amends_host_clock {
  uint32_t struct_size;
  /* The till's wall clock. Without the extension the system's is used. [thread-safe] */
  int64_t(AMENDS_CALL* now_us)(const amends_host_t* host);
} amends_host_clock_t;

/* ---- extension: operator (both sides) ---- */

#define AMENDS_EXTENSION_OPERATOR "amends.operator/1"

typedef int32_t amends_role_t;
enum { AMENDS_ROLE_WAITER = 1, AMENDS_ROLE_SHIFT_LEAD = 2, AMENDS_ROLE_MANAGER = 3, AMENDS_ROLE_OWNER = 4 };

typedef struct amends_person {
  uint32_t struct_size;
  const char* id;   /* stable, unique in the store */
  const char* name; /* as colleagues call them */
  amends_role_t role;
  uint32_t on_shift; /* 1: at work now */
} amends_person_t;

typedef void(AMENDS_CALL* amends_person_visitor_t)(void* context, const amends_person_t* person);

typedef struct amends_host_operator {
  uint32_t struct_size;
  /* Visits who is signed on, at most one person. AMENDS_E_UNAVAILABLE: nobody. [main-thread] */
  amends_status_t(AMENDS_CALL* visit_operator)(const amends_host_t* host, amends_person_visitor_t visit, void* context);
  /* Visits everybody who may be asked for an approval or own a follow-up. [main-thread] */
  amends_status_t(AMENDS_CALL* visit_staff)(const amends_host_t* host, amends_person_visitor_t visit, void* context);
  /* Checks the PIN of a chosen person. AMENDS_PENDING: the answer comes through pin_answer with the same request_id.
      AMENDS_E_UNAVAILABLE, or a null pointer here: the host checks none, the overlay uses its staff file. [main-thread] */
  amends_status_t(AMENDS_CALL* check_pin)(const amends_host_t* host, const char* request_id, const char* person_id,
                                          const char* pin);
} amends_host_operator_t;

typedef struct amends_overlay_operator {
  uint32_t struct_size;
  /* Somebody signed on or off, or the staff changed. [main-thread & started] */
  void(AMENDS_CALL* operator_changed)(const amends_overlay_t* overlay);
  /* AMENDS_OK: right; AMENDS_E_REFUSED: wrong. An unknown request_id is ignored. [main-thread & started] */
  void(AMENDS_CALL* pin_answer)(const amends_overlay_t* overlay, const char* request_id, amends_status_t status);
} amends_overlay_operator_t;

/* ---- extension: pos (both sides) ---- */

#define AMENDS_EXTENSION_POS "amends.pos/1"

/* What the host can do. What is missing becomes another remedy, or is keyed by staff and confirmed with its reference. */
enum {
  AMENDS_CAN_REFUND_AMOUNT = 1u << 0,      /* any amount of a check */
  AMENDS_CAN_REFUND_LINE = 1u << 1,        /* named lines */
  AMENDS_CAN_REFUND_CHECK = 1u << 2,       /* the whole check only, unless one of the above */
  AMENDS_CAN_REFUND_AFTER_CLOSE = 1u << 3, /* a check that is paid and closed */
  AMENDS_CAN_DISCOUNT_LINE = 1u << 4,
  AMENDS_CAN_DISCOUNT_CHECK = 1u << 5,
  AMENDS_CAN_VOID_LINE = 1u << 6,
  AMENDS_CAN_REORDER = 1u << 7,      /* fire items at price zero in place of flawed ones */
  AMENDS_CAN_EXCHANGE = 1u << 8,     /* take goods back, hand others out */
  AMENDS_CAN_CREDIT = 1u << 9,       /* store credit */
  AMENDS_CAN_ADD_AT_ZERO = 1u << 10, /* a line at price zero */
  AMENDS_CAN_LOOK_UP = 1u << 11,     /* answers look_up */
  AMENDS_IS_IDEMPOTENT = 1u << 12    /* the same request_id again is the same request */
};

enum {
  AMENDS_LINE_FIRED = 1u << 0,  /* sent to the kitchen */
  AMENDS_LINE_VOIDED = 1u << 1, /* taken off before payment */
  AMENDS_LINE_ALCOHOL = 1u << 2
};

typedef struct amends_line {
  uint32_t struct_size;
  uint32_t flags;
  const char* id;      /* unique in its check */
  const char* item_id; /* the host's item; stable across checks */
  const char* name;
  const char* group;     /* the item's menu group, e.g. "Drinks" */
  const char* component; /* what it shares with other items and may be flawed with it, e.g. "iced tea base" */
  int64_t quantity_thousandths;
  int64_t unit_minor;
  int64_t total_minor;    /* what the guest pays for the line, discounts taken off, tax in */
  int64_t tax_minor;      /* the part of total_minor that is tax */
  int64_t refunded_minor; /* given back already */
  int32_t seat;           /* 0: not known */
  int32_t course;         /* 0: not known */
} amends_line_t;

typedef struct amends_tender {
  uint32_t struct_size;
  const char* kind; /* "cash", "card", … */
  int64_t paid_minor;
  int64_t refundable_minor;
} amends_tender_t;

typedef int32_t amends_check_state_t;
enum { AMENDS_CHECK_OPEN = 1, AMENDS_CHECK_PAID = 2, AMENDS_CHECK_CLOSED = 3, AMENDS_CHECK_VOIDED = 4 };

typedef struct amends_check {
  uint32_t struct_size;
  amends_check_state_t state;
  const char* id;     /* the host's, stable */
  const char* number; /* as staff say it, e.g. "41" */
  const char* place;  /* "Table 12", "Basket 3"; null: none */
  const char* currency;
  const char* server_id;
  const char* server_name;
  int64_t opened_us;
  int64_t closed_us; /* 0: still open */
  int64_t total_minor;
  int64_t tax_minor;
  int64_t discount_minor;
  int64_t paid_minor;
  int64_t refunded_minor;
  int32_t guests;
  uint32_t line_count;
  uint32_t line_size_bytes;
  uint32_t tender_count;
  uint32_t tender_size_bytes;
  const amends_line_t* lines;
  const amends_tender_t* tenders;
} amends_check_t;

enum { AMENDS_ITEM_AVAILABLE = 1u << 0, AMENDS_ITEM_ALCOHOL = 1u << 1 };

/* Something the host sells, offered as a replacement or as an extra. */
typedef struct amends_item {
  uint32_t struct_size;
  uint32_t flags;
  const char* id;
  const char* name;
  const char* group;
  const char* component;
  int64_t unit_minor; /* menu price */
  int64_t cost_minor; /* recipe or purchase cost; -1: not known */
} amends_item_t;

/* Sales of one business hour or day, for the reports. */
typedef struct amends_sales {
  uint32_t struct_size;
  const char* currency;
  int64_t from_us;
  int64_t to_us;
  int64_t total_minor;
  int64_t check_count;
  int64_t guest_count;
} amends_sales_t;

typedef void(AMENDS_CALL* amends_check_visitor_t)(void* context, const amends_check_t* check);
typedef void(AMENDS_CALL* amends_item_visitor_t)(void* context, const amends_item_t* item);
typedef void(AMENDS_CALL* amends_sales_visitor_t)(void* context, const amends_sales_t* sales);

typedef int32_t amends_request_kind_t;
enum {
  AMENDS_REQUEST_REFUND = 1,
  AMENDS_REQUEST_DISCOUNT = 2,
  AMENDS_REQUEST_VOID = 3,
  AMENDS_REQUEST_REORDER = 4,
  AMENDS_REQUEST_EXCHANGE = 5,
  AMENDS_REQUEST_CREDIT = 6,
  AMENDS_REQUEST_ADD_AT_ZERO = 7
};

typedef struct amends_request_line {
  uint32_t struct_size;
  const char* line_id;
  int64_t quantity_thousandths;
  int64_t amount_minor; /* of the request's amount, the part for this line */
} amends_request_line_t;

typedef struct amends_request_item {
  uint32_t struct_size;
  const char* item_id;
  int64_t quantity_thousandths;
} amends_request_item_t;

#define AMENDS_REQUEST_ID_MAX 45

/* What the till is asked to do. The request_id is durable on our side before the first submit: THE HOST MUST TREAT A
   REPEATED request_id AS THE SAME REQUEST, answer AMENDS_ALREADY_DONE and give the recorded outcome again. */
typedef struct amends_request {
  uint32_t struct_size;
  amends_request_kind_t kind;
  const char* request_id; /* at most AMENDS_REQUEST_ID_MAX ASCII characters */
  const char* check_id;
  const char* case_number;
  const char* currency;
  const char* reason; /* the failure, in the staff's words */
  const char* operator_id;
  const char* approver_id; /* null: nobody was needed */
  int64_t amount_minor;
  uint32_t line_count;
  uint32_t line_size_bytes;
  uint32_t item_count;
  uint32_t item_size_bytes;
  const amends_request_line_t* lines;
  const amends_request_item_t* items;
} amends_request_t;

typedef int32_t amends_outcome_t;
enum {
  AMENDS_OUTCOME_DONE = 1,
  AMENDS_OUTCOME_PENDING = 2,
  AMENDS_OUTCOME_REJECTED = 3,
  AMENDS_OUTCOME_UNKNOWN = 4 /* the host can't tell whether it happened */
};

typedef struct amends_answer {
  uint32_t struct_size;
  amends_outcome_t outcome;
  const char* request_id;
  const char* reference; /* the host's own number of what it did */
  const char* message;   /* for staff, one sentence */
  int64_t amount_minor;  /* what really moved */
} amends_answer_t;

typedef void(AMENDS_CALL* amends_answer_visitor_t)(void* context, const amends_answer_t* answer);

typedef struct amends_host_pos {
  uint32_t struct_size;
  /* AMENDS_CAN_* and AMENDS_IS_*. [main-thread] */
  uint32_t(AMENDS_CALL* get_capabilities)(const amends_host_t* host);
  /* Visits the check that is on the screen. AMENDS_E_UNAVAILABLE: none. [main-thread] */
  amends_status_t(AMENDS_CALL* visit_check)(const amends_host_t* host, amends_check_visitor_t visit, void* context);
  /* Visits a check, open or past, by its id or by what stands on the receipt. [main-thread] */
  amends_status_t(AMENDS_CALL* find_check)(const amends_host_t* host, const char* reference,
                                           amends_check_visitor_t visit, void* context);
  /* Visits what can be had now, as a replacement or an extra. [main-thread] */
  amends_status_t(AMENDS_CALL* visit_items)(const amends_host_t* host, amends_item_visitor_t visit, void* context);
  /* Visits sales totals whose period lies in [from_us, to_us). [main-thread] */
  amends_status_t(AMENDS_CALL* visit_sales)(const amends_host_t* host, int64_t from_us, int64_t to_us,
                                            amends_sales_visitor_t visit, void* context);
  /* AMENDS_OK and AMENDS_PENDING: taken, the truth comes through `answer`. AMENDS_ALREADY_DONE: known, and answered
      again. AMENDS_E_REFUSED: will not be done. AMENDS_E_UNAVAILABLE: not now, the same id is sent again later. Silence
      is met with the same id. May call `answer` before it returns. [main-thread] */
  amends_status_t(AMENDS_CALL* submit)(const amends_host_t* host, const amends_request_t* request);
  /* What became of a request. AMENDS_E_UNAVAILABLE: never heard of it. [main-thread] */
  amends_status_t(AMENDS_CALL* look_up)(const amends_host_t* host, const char* request_id,
                                        amends_answer_visitor_t visit, void* context);
} amends_host_pos_t;

typedef struct amends_overlay_pos {
  uint32_t struct_size;
  /* The check on the screen is another one or has changed; the overlay visits it when it needs it.
      [main-thread & started] */
  void(AMENDS_CALL* check_changed)(const amends_overlay_t* overlay);
  /* A check was closed. [main-thread & started] */
  void(AMENDS_CALL* check_closed)(const amends_overlay_t* overlay, const amends_check_t* check);
  /* What became of a request; may come twice, late, or for a request of an earlier run. [main-thread & started] */
  void(AMENDS_CALL* answer)(const amends_overlay_t* overlay, const amends_answer_t* answer);
} amends_overlay_pos_t;

/* ---- extension: accessibility (overlay) ---- */

#define AMENDS_EXTENSION_ACCESSIBILITY "amends.accessibility/1"

typedef int32_t amends_node_role_t;
enum {
  AMENDS_NODE_WINDOW = 1,
  AMENDS_NODE_GROUP = 2,
  AMENDS_NODE_HEADING = 3,
  AMENDS_NODE_TEXT = 4,
  AMENDS_NODE_BUTTON = 5,
  AMENDS_NODE_CHECK_BOX = 6,
  AMENDS_NODE_RADIO = 7,
  AMENDS_NODE_TAB = 8,
  AMENDS_NODE_TEXT_FIELD = 9,
  AMENDS_NODE_LIST = 10,
  AMENDS_NODE_LIST_ITEM = 11,
  AMENDS_NODE_ALERT = 12,
  AMENDS_NODE_IMAGE = 13,
  AMENDS_NODE_PROGRESS = 14
};

enum {
  AMENDS_NODE_DISABLED = 1u << 0,
  AMENDS_NODE_SELECTED = 1u << 1,
  AMENDS_NODE_FOCUSED = 1u << 2,
  AMENDS_NODE_PRESSED = 1u << 3,
  AMENDS_NODE_CLIPPED = 1u << 4 /* scrolled away, in part or whole */
};

/* One visible thing of the picture drawn last. */
typedef struct amends_node {
  uint32_t struct_size;
  amends_node_role_t role;
  uint64_t id;        /* stable while the thing is there */
  uint64_t parent_id; /* 0: the root */
  const char* label;
  const char* value; /* a field's content, a counter's number; null: none */
  amends_rect_t rect;
  uint32_t state;
  uint32_t reserved; /* zero */
} amends_node_t;

typedef void(AMENDS_CALL* amends_node_visitor_t)(void* context, const amends_node_t* node);

typedef struct amends_overlay_accessibility {
  uint32_t struct_size;
  /* Visits the tree of the picture drawn last, parents before children, in reading order.
      [main-thread & started] */
  amends_status_t(AMENDS_CALL* visit_nodes)(const amends_overlay_t* overlay, amends_node_visitor_t visit,
                                            void* context);
  /* Grows by one with each picture whose tree differs. [main-thread & started] */
  uint64_t(AMENDS_CALL* get_revision)(const amends_overlay_t* overlay);
} amends_overlay_accessibility_t;

/* ---- extension: scanner (overlay) ---- */

#define AMENDS_EXTENSION_SCANNER "amends.scanner/1"

#define AMENDS_SCAN_BYTES_MAX 256

/* For hosts that read their scanner themselves. One that is a keyboard needs none of this: on_input tells it from a hand
   by time_us and the releases of its keys, takes all of them while the overlay has a use for a scan, and otherwise none.
   The overlay tells a scan from typing when the keys have rested for 35 ms: see wake_after_ms. */
typedef struct amends_overlay_scanner {
  uint32_t struct_size;
  /* What was read, without prefix and end; at most AMENDS_SCAN_BYTES_MAX bytes. 1: taken, a screen of the overlay's or a
     field has a use for it, and the host must not act on it. 0: the host's, as is what was refused because it is null,
     empty, too long or not UTF-8. [main-thread & started] */
  uint32_t(AMENDS_CALL* scanned)(const amends_overlay_t* overlay, const char* text);
} amends_overlay_scanner_t;

/* ---- the frozen minimums: the sizes of version 0.1, 64-bit and 32-bit pointers alike ---- */

#define AMENDS_SIZE_TO_(type, last) ((uint32_t)(offsetof(type, last) + sizeof(((type*)0)->last)))
#define AMENDS_ERROR_SIZE_0_1 AMENDS_SIZE_TO_(amends_error_t, message)
#define AMENDS_HOST_SIZE_0_1 AMENDS_SIZE_TO_(amends_host_t, request_frame)
#define AMENDS_CONFIG_SIZE_0_1 AMENDS_SIZE_TO_(amends_config_t, hub_url)
#define AMENDS_SURFACE_SIZE_0_1 AMENDS_SIZE_TO_(amends_surface_t, clip)
#define AMENDS_FRAME_SIZE_0_1 AMENDS_SIZE_TO_(amends_frame_t, wake_after_ms)
#define AMENDS_INPUT_SIZE_0_1 AMENDS_SIZE_TO_(amends_input_t, time_us)
#define AMENDS_OVERLAY_SIZE_0_1 AMENDS_SIZE_TO_(amends_overlay_t, get_extension)
#define AMENDS_DESCRIPTOR_SIZE_0_1 AMENDS_SIZE_TO_(amends_descriptor_t, url)
#define AMENDS_ENTRY_SIZE_0_1 AMENDS_SIZE_TO_(amends_entry_t, create)
#define AMENDS_HOST_LOG_SIZE_0_1 AMENDS_SIZE_TO_(amends_host_log_t, log)
#define AMENDS_HOST_THREAD_CHECK_SIZE_0_1 AMENDS_SIZE_TO_(amends_host_thread_check_t, is_main_thread)
#define AMENDS_HOST_CLOCK_SIZE_0_1 AMENDS_SIZE_TO_(amends_host_clock_t, now_us)
#define AMENDS_PERSON_SIZE_0_1 AMENDS_SIZE_TO_(amends_person_t, on_shift)
#define AMENDS_HOST_OPERATOR_SIZE_0_1 AMENDS_SIZE_TO_(amends_host_operator_t, check_pin)
#define AMENDS_OVERLAY_OPERATOR_SIZE_0_1 AMENDS_SIZE_TO_(amends_overlay_operator_t, pin_answer)
#define AMENDS_LINE_SIZE_0_1 AMENDS_SIZE_TO_(amends_line_t, course)
#define AMENDS_TENDER_SIZE_0_1 AMENDS_SIZE_TO_(amends_tender_t, refundable_minor)
#define AMENDS_CHECK_SIZE_0_1 AMENDS_SIZE_TO_(amends_check_t, tenders)
#define AMENDS_ITEM_SIZE_0_1 AMENDS_SIZE_TO_(amends_item_t, cost_minor)
#define AMENDS_SALES_SIZE_0_1 AMENDS_SIZE_TO_(amends_sales_t, guest_count)
#define AMENDS_REQUEST_LINE_SIZE_0_1 AMENDS_SIZE_TO_(amends_request_line_t, amount_minor)
#define AMENDS_REQUEST_ITEM_SIZE_0_1 AMENDS_SIZE_TO_(amends_request_item_t, quantity_thousandths)
#define AMENDS_REQUEST_SIZE_0_1 AMENDS_SIZE_TO_(amends_request_t, items)
#define AMENDS_ANSWER_SIZE_0_1 AMENDS_SIZE_TO_(amends_answer_t, amount_minor)
#define AMENDS_HOST_POS_SIZE_0_1 AMENDS_SIZE_TO_(amends_host_pos_t, look_up)
#define AMENDS_OVERLAY_POS_SIZE_0_1 AMENDS_SIZE_TO_(amends_overlay_pos_t, answer)
#define AMENDS_NODE_SIZE_0_1 AMENDS_SIZE_TO_(amends_node_t, reserved)
#define AMENDS_OVERLAY_ACCESSIBILITY_SIZE_0_1 AMENDS_SIZE_TO_(amends_overlay_accessibility_t, get_revision)
#define AMENDS_OVERLAY_SCANNER_SIZE_0_1 AMENDS_SIZE_TO_(amends_overlay_scanner_t, scanned)

#ifdef __cplusplus
}
#endif

#endif
