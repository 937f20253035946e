// Hosts that do it wrong: order, threads, null, sizes, folders, unloading. Each is refused with a status and a line in the
// log, and the till runs on.

#include <array>
#include <catch_amalgamated.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <thread>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

// An overlay that was made and not started.
struct Made {
  Made(const Library& library, ScriptedHost& host, const std::filesystem::path& data_dir) {
    const amends_config_t config = make_config(data_dir);
    amends_error_t error = make_error();
    const amends_status_t status = library.entry()->create(&host.host, &config, &overlay, &error);
    INFO(error.message);
    REQUIRE(status == AMENDS_OK);
  }
  ~Made() {
    if (overlay != nullptr) overlay->destroy(overlay);
  }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  const amends_overlay_t* overlay = nullptr;
};

TEST_CASE("create before init is refused, and init without a folder, too") {
  void* handle = dlopen(AMENDS_PLUGIN_PATH, RTLD_NOW | RTLD_LOCAL);
  REQUIRE(handle != nullptr);
  const auto* entry = static_cast<const amends_entry_t*>(dlsym(handle, "amends_entry"));
  const ScratchFolder data;
  ScriptedHost host;
  const amends_config_t config = make_config(data.path());
  amends_error_t error = make_error();
  const amends_overlay_t* overlay = nullptr;
  CHECK(entry->create(&host.host, &config, &overlay, &error) == AMENDS_E_WRONG_STATE);
  CHECK(overlay == nullptr);
  CHECK(error.status == AMENDS_E_WRONG_STATE);
  CHECK(std::string(error.message) != "");
  CHECK(entry->init(nullptr) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(entry->init("\xFF") == AMENDS_E_INVALID_ARGUMENT);

  // Counted: the second deinit ends it, a third is too many and harms nothing.
  CHECK(entry->init("/") == AMENDS_OK);
  CHECK(entry->init("/") == AMENDS_OK);
  entry->deinit();
  CHECK(entry->create(&host.host, &config, &overlay, &error) == AMENDS_OK);
  overlay->destroy(overlay);
  entry->deinit();
  CHECK(entry->create(&host.host, &config, &overlay, &error) == AMENDS_E_WRONG_STATE);
  entry->deinit();
  entry->deinit();
  dlclose(handle);
}

TEST_CASE("The library says who it is") {
  const Library library;
  REQUIRE(library.is_usable());
  CHECK(library.entry()->struct_size == sizeof(amends_entry_t));
  CHECK(library.entry()->abi_version.major == AMENDS_VERSION_MAJOR);
  const amends_descriptor_t* descriptor = library.entry()->get_descriptor();
  REQUIRE(descriptor != nullptr);
  CHECK(descriptor->struct_size == sizeof(amends_descriptor_t));
  CHECK(std::string(descriptor->id) == "amends");
  CHECK(std::string(descriptor->version) == std::to_string(AMENDS_VERSION_MAJOR) + "." +
                                                std::to_string(AMENDS_VERSION_MINOR) + "." +
                                                std::to_string(AMENDS_VERSION_PATCH));
}

TEST_CASE("Making an overlay calls nothing of the host's") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  const Made made(library, host, data.path());
  CHECK(host.asked_extensions.empty());
  CHECK(host.callbacks_wished == 0);
  CHECK(host.frames_wished == 0);
}

TEST_CASE("A config that can't be used is refused with a sentence that names what is wrong") {
  struct Row {
    const char* situation;
    void (*spoil)(amends_config_t&);
    amends_status_t status;
    const char* named;
  };
  const std::array rows{
      Row{"short", [](amends_config_t& c) { c.struct_size = AMENDS_CONFIG_SIZE_0_1 - 1; }, AMENDS_E_INVALID_ARGUMENT,
          "struct_size"},
      Row{"flags", [](amends_config_t& c) { c.flags = 1; }, AMENDS_E_INVALID_ARGUMENT, "flags"},
      Row{"no data folder", [](amends_config_t& c) { c.data_dir = nullptr; }, AMENDS_E_INVALID_ARGUMENT, "data_dir"},
      Row{"empty data folder", [](amends_config_t& c) { c.data_dir = ""; }, AMENDS_E_INVALID_ARGUMENT, "data_dir"},
      Row{"no terminal", [](amends_config_t& c) { c.terminal_id = nullptr; }, AMENDS_E_INVALID_ARGUMENT, "terminal_id"},
      Row{"empty terminal", [](amends_config_t& c) { c.terminal_id = ""; }, AMENDS_E_INVALID_ARGUMENT, "terminal_id"},
      Row{"terminal of nine", [](amends_config_t& c) { c.terminal_id = "ABCDEFGH9"; }, AMENDS_E_INVALID_ARGUMENT,
          "terminal_id"},
      Row{"terminal with a blank", [](amends_config_t& c) { c.terminal_id = "T 3"; }, AMENDS_E_INVALID_ARGUMENT,
          "terminal_id"},
      Row{"terminal with a letter beyond ASCII", [](amends_config_t& c) { c.terminal_id = "T\xC3\xA9"; },
          AMENDS_E_INVALID_ARGUMENT, "terminal_id"},
      Row{"unknown currency", [](amends_config_t& c) { c.currency = "EURO"; }, AMENDS_E_INVALID_ARGUMENT, "currency"},
      Row{"unknown zone", [](amends_config_t& c) { c.time_zone = "Europe/Atlantis"; }, AMENDS_E_INVALID_ARGUMENT,
          "time_zone"},
      Row{"unknown pack", [](amends_config_t& c) { c.pack = "bakery"; }, AMENDS_E_INVALID_ARGUMENT, "pack"},
      Row{"pack that climbs out", [](amends_config_t& c) { c.pack = "../packs/retail"; }, AMENDS_E_INVALID_ARGUMENT,
          "pack"},
      Row{"unknown page", [](amends_config_t& c) { c.page = "nowhere"; }, AMENDS_E_INVALID_ARGUMENT, "page"},
      Row{"a light that isn't there", [](amends_config_t& c) { c.light = "dusk"; }, AMENDS_E_INVALID_ARGUMENT, "light"},
      Row{"a colour by name", [](amends_config_t& c) { c.accent = "teal"; }, AMENDS_E_INVALID_ARGUMENT, "accent"},
      Row{"half a colour", [](amends_config_t& c) { c.accent = "#0b6b6g"; }, AMENDS_E_INVALID_ARGUMENT, "accent"},
      Row{"a locale that is a path", [](amends_config_t& c) { c.locale = "../en"; }, AMENDS_E_INVALID_ARGUMENT,
          "locale"},
      Row{"a store that is not UTF-8", [](amends_config_t& c) { c.store_id = "\xFF"; }, AMENDS_E_INVALID_ARGUMENT,
          "store_id"},
      Row{"no assets", [](amends_config_t& c) { c.assets_dir = "/nowhere"; }, AMENDS_E_UNAVAILABLE, "assets"},
  };
  const Library library;
  const ScratchFolder data;
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.situation) {
      ScriptedHost host;
      amends_config_t config = make_config(data.path());
      row.spoil(config);
      amends_error_t error = make_error();
      const amends_overlay_t* overlay = nullptr;
      CHECK(library.entry()->create(&host.host, &config, &overlay, &error) == row.status);
      CHECK(overlay == nullptr);
      CHECK(error.status == row.status);
      CHECK(std::string(error.message).find(row.named) != std::string::npos);
      // The error is a courtesy; the status says it alone.
      CHECK(library.entry()->create(&host.host, &config, &overlay, nullptr) == row.status);
    }
  }
}

TEST_CASE("Null, short and foreign hosts are refused, and an error that is too short is left alone") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  const amends_config_t config = make_config(data.path());
  amends_error_t error = make_error();
  const amends_overlay_t* overlay = nullptr;
  const auto create = [&] { return library.entry()->create(&host.host, &config, &overlay, &error); };
  CHECK(library.entry()->create(nullptr, &config, &overlay, &error) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(library.entry()->create(&host.host, nullptr, &overlay, &error) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(library.entry()->create(&host.host, &config, nullptr, &error) == AMENDS_E_INVALID_ARGUMENT);
  host.host.struct_size = AMENDS_HOST_SIZE_0_1 - 1;
  CHECK(create() == AMENDS_E_INVALID_ARGUMENT);
  host.host.struct_size = sizeof host.host;
  host.host.abi_version.major = AMENDS_VERSION_MAJOR + 1;
  CHECK(create() == AMENDS_E_INCOMPATIBLE);
  host.host.abi_version.major = AMENDS_VERSION_MAJOR;
  host.host.request_callback = nullptr;
  CHECK(create() == AMENDS_E_INVALID_ARGUMENT);
  amends_error_t short_error{};
  short_error.struct_size = AMENDS_ERROR_SIZE_0_1 - 1;
  CHECK(library.entry()->create(&host.host, &config, &overlay, &short_error) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(short_error.status == AMENDS_OK);
  CHECK(short_error.message[0] == '\0');
}

TEST_CASE("Structs that grew since version 0.1 are accepted, and their tails left alone") {
  struct NewerHost {
    amends_host_t known;
    std::uint64_t appended;
  };
  struct NewerConfig {
    amends_config_t known;
    const char* appended;
  };
  struct NewerFrame {
    amends_frame_t known;
    std::uint64_t appended;
  };
  const Library library;
  const ScratchFolder data;
  ScriptedHost scripted;
  NewerHost host{scripted.host, 7};
  host.known.struct_size = sizeof host;
  NewerConfig config{make_config(data.path()), "later"};
  config.known.struct_size = sizeof config;
  const amends_overlay_t* overlay = nullptr;
  REQUIRE(library.entry()->create(&host.known, &config.known, &overlay, nullptr) == AMENDS_OK);
  REQUIRE(overlay->start(overlay, nullptr) == AMENDS_OK);
  std::vector<unsigned char> pixels(640 * 480 * 4);
  amends_surface_t surface{};
  surface.struct_size = sizeof surface;
  surface.kind = AMENDS_SURFACE_RGBA8;
  surface.pixels = pixels.data();
  surface.pitch_bytes = 640 * 4;
  surface.width_px = 640;
  surface.height_px = 480;
  NewerFrame frame{};
  frame.known.struct_size = sizeof frame;
  frame.appended = 42;
  CHECK(overlay->on_frame(overlay, &surface, &frame.known) == AMENDS_OK);
  CHECK(frame.known.struct_size == sizeof frame);
  CHECK(frame.known.bounds.width > 0);
  CHECK(frame.appended == 42);
  overlay->stop(overlay, 5000);
  overlay->destroy(overlay);
}

TEST_CASE("Nothing works before start or after stop, and each says so") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Made made(library, host, data.path());
  const amends_overlay_t* overlay = made.overlay;
  const auto* pos = static_cast<const amends_overlay_pos_t*>(overlay->get_extension(overlay, AMENDS_EXTENSION_POS));
  const auto* tree = static_cast<const amends_overlay_accessibility_t*>(
      overlay->get_extension(overlay, AMENDS_EXTENSION_ACCESSIBILITY));
  const auto* scanner =
      static_cast<const amends_overlay_scanner_t*>(overlay->get_extension(overlay, AMENDS_EXTENSION_SCANNER));
  REQUIRE(pos != nullptr);
  REQUIRE(tree != nullptr);
  REQUIRE(scanner != nullptr);
  const auto use_all = [&] {
    amends_input_t input{};
    input.struct_size = sizeof input;
    input.type = AMENDS_INPUT_POINTER_DOWN;
    CHECK(overlay->on_input(overlay, &input) == 0);
    amends_surface_t surface{};
    surface.struct_size = sizeof surface;
    CHECK(overlay->on_update(overlay, &surface, nullptr) == AMENDS_E_WRONG_STATE);
    CHECK(overlay->on_frame(overlay, &surface, nullptr) == AMENDS_E_WRONG_STATE);
    CHECK(tree->visit_nodes(
              overlay, [](void*, const amends_node_t*) {}, nullptr) == AMENDS_E_WRONG_STATE);
    CHECK(tree->get_revision(overlay) == 0);
    CHECK(scanner->scanned(overlay, "4006381333931") == 0);
    overlay->on_main_thread(overlay);
    overlay->set_open(overlay, 1);
    pos->check_changed(overlay);
    pos->answer(overlay, nullptr);
    overlay->stop(overlay, 100);
  };
  use_all();
  amends_error_t error = make_error();
  REQUIRE(overlay->start(overlay, &error) == AMENDS_OK);
  CHECK(overlay->start(overlay, &error) == AMENDS_E_WRONG_STATE);
  CHECK(error.status == AMENDS_E_WRONG_STATE);
  // Refused: the pointer is still good.
  overlay->destroy(overlay);
  CHECK(host.blamed_count() == 2);
  overlay->stop(overlay, 5000);
  use_all();
  CHECK(host.blamed_count() == 2 + 11);
  // And once more from the beginning.
  REQUIRE(overlay->start(overlay, &error) == AMENDS_OK);
  overlay->stop(overlay, 5000);
}

TEST_CASE("A null overlay is refused by every function") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  const Made made(library, host, data.path());
  const amends_overlay_t& table = *made.overlay;
  CHECK(table.start(nullptr, nullptr) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(table.on_input(nullptr, nullptr) == 0);
  CHECK(table.on_update(nullptr, nullptr, nullptr) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(table.on_frame(nullptr, nullptr, nullptr) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(table.get_extension(nullptr, AMENDS_EXTENSION_POS) == nullptr);
  CHECK(table.get_extension(made.overlay, nullptr) == nullptr);
  CHECK(table.get_extension(made.overlay, "amends.weather/1") == nullptr);
  table.on_main_thread(nullptr);
  table.set_open(nullptr, 1);
  table.stop(nullptr, 0);
  table.destroy(nullptr);
}

TEST_CASE("On another thread than the main one every function is refused but get_extension") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  const std::size_t blamed_before = host.blamed_count();
  std::thread([&] {
    const amends_overlay_t* overlay = till.overlay;
    const amends_surface_t surface = till.surface();
    CHECK(overlay->start(overlay, nullptr) == AMENDS_E_WRONG_THREAD);
    CHECK(overlay->on_update(overlay, &surface, nullptr) == AMENDS_E_WRONG_THREAD);
    CHECK(overlay->on_frame(overlay, &surface, nullptr) == AMENDS_E_WRONG_THREAD);
    CHECK(overlay->get_extension(overlay, AMENDS_EXTENSION_POS) == till.pos);
    CHECK(till.tree->visit_nodes(
              overlay, [](void*, const amends_node_t*) {}, nullptr) == AMENDS_E_WRONG_THREAD);
    CHECK(till.send(AMENDS_INPUT_POINTER_DOWN, 1250, 380) == 0);
    overlay->on_main_thread(overlay);
    overlay->set_open(overlay, 1);
    till.pos->check_changed(overlay);
    till.operators->pin_answer(overlay, "pin-1", AMENDS_OK);
    CHECK(till.scanner->scanned(overlay, "4006381333931") == 0);
    overlay->stop(overlay, 1000);
    overlay->destroy(overlay);
  }).join();
  CHECK(host.blamed_count() == blamed_before + 12);
  // It is still there, closed, and works.
  CHECK(till.tap("Make it right"));
}

TEST_CASE("A surface or a frame that can't be used is refused") {
  struct Row {
    const char* situation;
    void (*spoil)(amends_surface_t&);
  };
  const std::array rows{
      Row{"short", [](amends_surface_t& s) { s.struct_size = AMENDS_SURFACE_SIZE_0_1 - 1; }},
      Row{"no kind", [](amends_surface_t& s) { s.kind = nullptr; }},
      Row{"unknown kind", [](amends_surface_t& s) { s.kind = "vulkan/1"; }},
      Row{"no width", [](amends_surface_t& s) { s.width_px = 0; }},
      Row{"negative height", [](amends_surface_t& s) { s.height_px = -800; }},
      Row{"too large to be a screen", [](amends_surface_t& s) { s.width_px = INT32_MAX; }},
      Row{"no pixels", [](amends_surface_t& s) { s.pixels = nullptr; }},
      Row{"rows that overlap", [](amends_surface_t& s) { s.pitch_bytes = s.width_px * 4 - 1; }},
      Row{"negative pitch", [](amends_surface_t& s) { s.pitch_bytes = -s.pitch_bytes; }},
      Row{"a scale that is no number", [](amends_surface_t& s) { s.scale = std::numeric_limits<float>::quiet_NaN(); }},
      Row{"negative scale", [](amends_surface_t& s) { s.scale = -1; }},
      Row{"endless scale", [](amends_surface_t& s) { s.scale = std::numeric_limits<float>::infinity(); }},
  };
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  for (const Row& row : rows) {
    CAPTURE(row.situation);
    amends_surface_t surface = till.surface();
    row.spoil(surface);
    CHECK(till.overlay->on_frame(till.overlay, &surface, nullptr) == AMENDS_E_INVALID_ARGUMENT);
  }
  CHECK(till.overlay->on_frame(till.overlay, nullptr, nullptr) == AMENDS_E_INVALID_ARGUMENT);
  const amends_surface_t surface = till.surface();
  amends_frame_t frame{};
  frame.struct_size = AMENDS_FRAME_SIZE_0_1 - 1;
  CHECK(till.overlay->on_frame(till.overlay, &surface, &frame) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(till.overlay->on_update(till.overlay, &surface, &frame) == AMENDS_E_INVALID_ARGUMENT);
  CHECK(frame.bounds.width == 0);
  till.turn();
  CHECK(till.frame_status == AMENDS_OK);
}

TEST_CASE("An input event that is none is the host's") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  const amends_rect_t rect = till.find("Make it right")->rect;
  const auto sent = [&](auto spoil) {
    amends_input_t input{};
    input.struct_size = sizeof input;
    input.type = AMENDS_INPUT_POINTER_DOWN;
    input.x = static_cast<float>(rect.x + rect.width / 2);
    input.y = static_cast<float>(rect.y + rect.height / 2);
    input.button = 1;
    input.source = AMENDS_POINTER_MOUSE;
    spoil(input);
    return till.overlay->on_input(till.overlay, &input);
  };
  CHECK(sent([](amends_input_t& input) { input.struct_size = AMENDS_INPUT_SIZE_0_1 - 1; }) == 0);
  CHECK(sent([](amends_input_t& input) { input.type = 0; }) == 0);
  CHECK(sent([](amends_input_t& input) { input.type = 10; }) == 0);
  CHECK(sent([](amends_input_t& input) { input.x = std::numeric_limits<float>::quiet_NaN(); }) == 0);
  CHECK(sent([](amends_input_t& input) { input.wheel_y = std::numeric_limits<float>::infinity(); }) == 0);
  CHECK(sent([](amends_input_t& input) { std::fill(std::begin(input.text), std::end(input.text), 'x'); }) == 0);
  CHECK(sent([](amends_input_t& input) { input.text[0] = '\xFF'; }) == 0);
  CHECK(till.overlay->on_input(till.overlay, nullptr) == 0);
  CHECK(sent([](amends_input_t&) {}) == 1);
}

TEST_CASE("A scan that is none is refused, said once, and the host's") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  till.overlay->set_open(till.overlay, 1);
  REQUIRE(till.wait_for("What went wrong?"));
  const std::size_t blamed_before = host.blamed_count();
  const auto scanned = [&](const char* text) { return till.scanner->scanned(till.overlay, text); };
  CHECK(till.scanner->scanned(nullptr, "4006381333931") == 0);
  CHECK(host.blamed_count() == blamed_before);
  CHECK(scanned(nullptr) == 0);
  CHECK(scanned("") == 0);
  CHECK(scanned("AM\xFF") == 0);
  CHECK(scanned(std::string(257, '7').c_str()) == 0);
  CHECK(host.blamed_count() == blamed_before + 1);
  till.turn();
  CHECK_FALSE(till.find("Nothing is to be scanned here."));
  CHECK(scanned(std::string(256, '7').c_str()) == 0);
  REQUIRE(till.tap("All cases"));
  REQUIRE(till.tap("Coupon"));
  till.turn();
  CHECK(scanned(std::string(256, '7').c_str()) == 1);
  till.turn();
  CHECK(till.frame_status == AMENDS_OK);
  CHECK(host.blamed_count() == blamed_before + 1);
}

TEST_CASE("One data folder serves one overlay at a time, however it is written") {
  const Library library;
  const ScratchFolder data;
  const std::filesystem::path folder = data.path() / "till";
  ScriptedHost host;
  auto first = std::make_unique<Till>(library, host, folder);
  REQUIRE(first->status == AMENDS_OK);
  std::filesystem::create_directory_symlink(folder, data.path() / "link");
  for (const std::filesystem::path& same :
       {folder, folder / "", data.path() / "." / "till", data.path() / "other" / ".." / "till", data.path() / "link"}) {
    CAPTURE(same.string());
    ScriptedHost other_host;
    Till second(library, other_host, same);
    CHECK(second.status == AMENDS_E_IN_USE);
    CHECK(second.error.status == AMENDS_E_IN_USE);
    CHECK(std::string(second.error.message) != "");
  }
  // The first is none the worse, and when it goes the folder is free.
  CHECK(first->tap("Make it right"));
  first.reset();
  ScriptedHost later_host;
  const Till later(library, later_host, folder);
  CHECK(later.status == AMENDS_OK);
}

TEST_CASE("Unloaded and loaded again, the library goes on where it was") {
  const ScratchFolder data;
  for (int run = 1; run <= 3; ++run) {
    const Library library;
    REQUIRE(library.is_usable());
    ScriptedHost host;
    Till till(library, host, data.path());
    INFO(till.error.message);
    REQUIRE(till.status == AMENDS_OK);
    CHECK(till.tap("Make it right"));
    if (run == 1) {
      CHECK(till.tap("Iced tea"));
      CHECK(till.tap("Tastes wrong"));
    }
    INFO(till.on_screen());
    CHECK(till.wait_for("Case T3-0001"));
  }
}

TEST_CASE("A fault inside makes the overlay inert: it takes nothing, draws nothing, and can be ended") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  const amends_rect_t tab = till.find("Make it right")->rect;
  // No exception may cross the border; one that does is met by the same net as one of our own.
  host.on_visit_check = [](amends_check_visitor_t, void*) -> amends_status_t { throw std::runtime_error("host"); };
  till.pos->check_changed(till.overlay);
  till.overlay->on_main_thread(till.overlay);
  std::fill(till.pixels().begin(), till.pixels().end(), static_cast<unsigned char>(0xA5));
  till.turn();
  CHECK(till.frame_status == AMENDS_E_INTERNAL);
  CHECK(std::all_of(till.pixels().begin(), till.pixels().end(), [](unsigned char byte) { return byte == 0xA5; }));
  CHECK(till.tap_at(static_cast<float>(tab.x + 10), static_cast<float>(tab.y + 10)) == 0);
  std::size_t own_faults = 0;
  for (const LogLine& line : host.log_lines())
    own_faults += line.severity == AMENDS_LOG_OVERLAY_MISBEHAVING ? 1 : 0;
  CHECK(own_faults == 1);
  till.end();
}

TEST_CASE("stop and destroy from within a call of ours are refused") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  host.on_visit_check = [&](amends_check_visitor_t visit, void* context) {
    till.overlay->stop(till.overlay, 0);
    till.overlay->destroy(till.overlay);
    visit(context, &host.told_check());
    return amends_status_t{AMENDS_OK};
  };
  CHECK(till.tap("Make it right"));
  CHECK(till.wait_for("Iced tea"));
  CHECK(host.blamed_count() == 2);
}

TEST_CASE("Answers of the host's that nobody waits for, null, short or twice, change nothing") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  for (const char* label : {"Make it right", "Iced tea", "Tastes wrong", "Put it right", "Take them off the bill",
                            "Take €\u00a04.50 off the bill"}) {
    INFO(label << " among " << till.on_screen());
    REQUIRE(till.tap(label));
  }
  REQUIRE(till.turn_until([&] { return !host.submitted.empty(); }));
  const std::string request_id = host.submitted.front().request_id;

  amends_answer_t answer = ScriptedHost::make_answer("never-asked", AMENDS_OUTCOME_DONE, 450);
  till.pos->answer(till.overlay, &answer);
  answer.struct_size = AMENDS_ANSWER_SIZE_0_1 - 1;
  till.pos->answer(till.overlay, &answer);
  till.pos->answer(till.overlay, nullptr);
  till.operators->pin_answer(till.overlay, "pin-7", AMENDS_OK);
  till.operators->pin_answer(till.overlay, nullptr, AMENDS_OK);
  till.pos->check_closed(till.overlay, nullptr);
  for (int turns = 0; turns < 20; ++turns)
    till.turn();

  answer = ScriptedHost::make_answer(request_id.c_str(), AMENDS_OUTCOME_DONE, 450);
  till.pos->answer(till.overlay, &answer);
  // A contradiction, late: what was done stays done.
  answer.outcome = AMENDS_OUTCOME_REJECTED;
  till.pos->answer(till.overlay, &answer);
  REQUIRE(till.shows("And something small"));
  REQUIRE(till.tap("Put right"));
  const bool is_done = till.turn_until([&] {
    const auto act = till.find("Take them off the bill");
    return act && act->value.find("done") != std::string::npos;
  });
  INFO(till.on_screen());
  CHECK(is_done);
  CHECK(host.submitted.size() == 1);
}

TEST_CASE("A host without any extension still has its tab") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  host.extensions.clear();
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  CHECK(till.tap("Make it right"));
}

}  // namespace
}  // namespace amends::testing
