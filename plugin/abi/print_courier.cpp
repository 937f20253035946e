#include "abi/print_courier.hpp"

#include <algorithm>
#include <utility>

#include "files/printer_reader.hpp"

namespace amends {

PrintCourier::PrintCourier(std::vector<std::filesystem::path> profiles, const std::filesystem::path& font_file,
                           std::function<void()> wake, std::function<void(const std::string&)> log)
    : profiles_(std::move(profiles)),
      wake_(std::move(wake)),
      log_(std::move(log)),
      worker_(font_file, [this](const PrintReport& report) { tell(report); }) {}

void PrintCourier::set_up(const PrinterSetting& printer) {
  {
    const std::lock_guard lock(mutex_);
    if (setting_ == printer) return;
    setting_ = printer;
  }
  // The host's log is called without the lock.
  auto place = printer.address.empty() ? std::nullopt : place_of(printer);
  const std::lock_guard lock(mutex_);
  place_ = std::move(place);
}

std::optional<PrintCourier::Place> PrintCourier::place_of(const PrinterSetting& printer) const {
  auto address = read_printer_address(printer.address);
  if (!address) {
    log_("No slip is printed: " + address.error());
    return std::nullopt;
  }
  for (auto folder = profiles_.rbegin(); folder != profiles_.rend(); ++folder) {
    const std::filesystem::path file = *folder / (printer.profile + ".toml");
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) continue;
    auto profile = read_printer(file);
    if (profile) return Place{*std::move(address), *std::move(profile)};
    log_("No slip is printed: " + describe(profile.error()));
    return std::nullopt;
  }
  log_("No slip is printed: there is no kind of printer called \"" + printer.profile + "\".");
  return std::nullopt;
}

bool PrintCourier::can_print() const {
  const std::lock_guard lock(mutex_);
  return place_.has_value();
}

void PrintCourier::print(PrintOrder order) {
  {
    const std::lock_guard lock(mutex_);
    if (place_ && !is_over_) {
      PrintJob job{++count_, std::move(order.slip), place_->profile, place_->address};
      order.slip = {};
      under_way_[job.id] = std::move(order);
      worker_.print(std::move(job));
      return;
    }
    reports_.emplace_back(NotePrinted{order.subject, order.delivery, PrintOutcome::not_reached});
  }
  wake_();
}

void PrintCourier::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  worker_.stop();
}

void PrintCourier::tell(const PrintReport& report) {
  {
    const std::lock_guard lock(mutex_);
    const auto order = under_way_.find(report.id);
    if (order == under_way_.end()) return;
    if (order->second.subject.is_none()) {
      reports_.emplace_back(NoteTestPrinted{report.outcome});
    } else {
      reports_.emplace_back(NotePrinted{order->second.subject, order->second.delivery, report.outcome});
    }
    under_way_.erase(order);
  }
  const bool is_well = report.outcome == PrintOutcome::printed || report.outcome == PrintOutcome::sent;
  if (!is_well) log_(report.sentence);
  wake_();
}

std::vector<PrinterKind> PrintCourier::kinds() const {
  std::map<std::string, std::string> names;
  for (const std::filesystem::path& folder : profiles_) {
    std::vector<FileProblem> problems;
    for (const PrinterProfile& profile : read_printers(folder, problems))
      names[profile.id] = profile.name;
    for (const FileProblem& problem : problems)
      log_(describe(problem));
  }
  std::vector<PrinterKind> kinds;
  for (const auto& [id, name] : names)
    kinds.push_back({id, name});
  return kinds;
}

std::vector<std::string> PrintCourier::found() const {
  std::vector<std::string> addresses;
  std::error_code failed;
  // A printer may be unplugged while its folder is read.
  for (std::filesystem::directory_iterator entry("/dev/usb", failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with("lp")) addresses.push_back("device:" + entry->path().string());
  }
  std::sort(addresses.begin(), addresses.end());
  return addresses;
}

void PrintCourier::test(const PrinterSetting& printer, Slip slip) {
  auto place = place_of(printer);
  {
    const std::lock_guard lock(mutex_);
    if (place && !is_over_) {
      PrintJob job{++count_, std::move(slip), std::move(place->profile), std::move(place->address)};
      under_way_[job.id] = {};
      worker_.print(std::move(job));
      return;
    }
    reports_.emplace_back(NoteTestPrinted{PrintOutcome::not_reached});
  }
  wake_();
}

std::vector<IntentBody> PrintCourier::take_reports() {
  const std::lock_guard lock(mutex_);
  return std::exchange(reports_, {});
}

}  // namespace amends
