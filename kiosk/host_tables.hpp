// The till as the overlay sees it: amends_host_t and the extensions log, thread-check, clock, operator and pos.
// Promises: every struct of the overlay's is read by its size; texts handed out live during the visit only; the
// overlay is never called from inside one of its own calls.

#pragma once

#include <SDL.h>
#include <amends.h>

#include <atomic>
#include <thread>

#include "kiosk/clock.hpp"
#include "kiosk/demo_pos.hpp"
#include "kiosk/overlay_library.hpp"

namespace kiosk {

// What the overlay wishes from any thread; the main loop wakes up and sees to it. Many wishes are one event.
class Wishes {
 public:
  Wishes();
  void wish_callback() { wish(callback_); }
  void wish_frame() { wish(frame_); }
  bool take_callback() { return callback_.exchange(false); }
  bool take_frame() { return frame_.exchange(false); }
  bool any() const { return callback_ || frame_; }

 private:
  void wish(std::atomic<bool>& wanted);

  Uint32 event_type_;
  std::atomic<bool> callback_ = false;
  std::atomic<bool> frame_ = false;
};

struct HostChoices {
  bool has_pos = true;
  bool has_operator = true;
  bool logs_all = false;  // debug and info too
};

class HostTables {
 public:
  HostTables(DemoPos& pos, const TillClock& clock, Wishes& wishes, HostChoices choices);
  HostTables(const HostTables&) = delete;
  HostTables& operator=(const HostTables&) = delete;

  const amends_host_t& host() const { return host_; }

  // Between start and stop of the overlay.
  void connect(const OverlayLibrary& library);
  void disconnect();

  // Tells the overlay what it must know: answers that are due, another operator, another check, closed checks.
  // True: it was told something.
  bool tell_overlay();

  // How often the overlay blamed somebody for a fault.
  int faults() const { return faults_; }

 private:
  static HostTables& self(const amends_host_t* host);
  static const void* AMENDS_CALL get_extension(const amends_host_t* host, const char* id);
  static void AMENDS_CALL log(const amends_host_t* host, amends_log_severity_t severity, const char* message);
  static amends_status_t AMENDS_CALL visit_operator(const amends_host_t* host, amends_person_visitor_t visit,
                                                    void* context);
  static amends_status_t AMENDS_CALL visit_staff(const amends_host_t* host, amends_person_visitor_t visit,
                                                 void* context);
  static amends_status_t AMENDS_CALL visit_check(const amends_host_t* host, amends_check_visitor_t visit,
                                                 void* context);
  static amends_status_t AMENDS_CALL find_check(const amends_host_t* host, const char* reference,
                                                amends_check_visitor_t visit, void* context);
  static amends_status_t AMENDS_CALL visit_items(const amends_host_t* host, amends_item_visitor_t visit, void* context);
  static amends_status_t AMENDS_CALL visit_sales(const amends_host_t* host, int64_t from_us, int64_t to_us,
                                                 amends_sales_visitor_t visit, void* context);
  static amends_status_t AMENDS_CALL submit(const amends_host_t* host, const amends_request_t* request);
  static amends_status_t AMENDS_CALL look_up(const amends_host_t* host, const char* request_id,
                                             amends_answer_visitor_t visit, void* context);
  void fill_tables();
  void show_check(const Check& check, amends_check_visitor_t visit, void* context) const;
  void give_answer(const Answer& answer) const;

  DemoPos* pos_;
  const TillClock* clock_;
  Wishes* wishes_;
  HostChoices choices_;
  std::thread::id main_thread_ = std::this_thread::get_id();
  std::atomic<int> faults_ = 0;

  amends_host_t host_{};
  amends_host_log_t log_table_{};
  amends_host_thread_check_t thread_check_table_{};
  amends_host_clock_t clock_table_{};
  amends_host_operator_t operator_table_{};
  amends_host_pos_t pos_table_{};

  const amends_overlay_t* overlay_ = nullptr;
  const amends_overlay_pos_t* overlay_pos_ = nullptr;
  const amends_overlay_operator_t* overlay_operator_ = nullptr;
  std::uint64_t told_operator_revision_ = 0;
  std::uint64_t told_check_revision_ = 0;
};

}  // namespace kiosk
