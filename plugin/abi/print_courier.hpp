// Brings slips to the store's printer, which its settings name, and keeps what became of them until the main thread asks.
// Promises: print() and can_print() from the desk's thread, the rest from the main one; a printer whose settings can't be
// read is none, and the log says why.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "desk/intent.hpp"
#include "desk/ports.hpp"
#include "desk/site.hpp"
#include "effects/print_worker.hpp"

namespace amends {

class PrintCourier final : public Courier {
 public:
  // `profiles`: folders of printer files, the later over the earlier. `wake` is called on the worker's thread when there is
  // something to take; `log` on any, with a sentence without a guest in it.
  PrintCourier(std::vector<std::filesystem::path> profiles, const std::filesystem::path& font_file,
               std::function<void()> wake, std::function<void(const std::string&)> log);

  // The store says where its printer is; the same again is nothing new.
  void set_up(const PrinterSetting& printer);
  [[nodiscard]] bool can_print() const override;
  void print(PrintOrder order) override;
  [[nodiscard]] std::vector<PrinterKind> kinds() const override;
  [[nodiscard]] std::vector<std::string> found() const override;
  void test(const PrinterSetting& printer, Slip slip) override;
  [[nodiscard]] std::vector<IntentBody> take_reports();
  // Breaks off what is under way.
  void stop();

 private:
  struct Place {
    PrinterAddress address;
    PrinterProfile profile;
  };
  // Nothing where the settings can't be read; the log says why.
  [[nodiscard]] std::optional<Place> place_of(const PrinterSetting& printer) const;
  void tell(const PrintReport& report);

  const std::vector<std::filesystem::path> profiles_;
  const std::function<void()> wake_;
  const std::function<void(const std::string&)> log_;
  mutable std::mutex mutex_;
  std::optional<PrinterSetting> setting_;
  std::optional<Place> place_;
  std::map<std::uint64_t, PrintOrder> under_way_;  // without their slips; a test is of no case
  std::vector<IntentBody> reports_;
  std::uint64_t count_ = 0;
  bool is_over_ = false;  // what comes now is told as not sent
  PrintWorker worker_;
};

}  // namespace amends
