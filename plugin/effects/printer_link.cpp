#include "effects/printer_link.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace amends {

namespace {

using Clock = std::chrono::steady_clock;
using Bytes = std::span<const std::uint8_t>;
using Failure = std::optional<PrintEnd>;

enum class Waited : std::uint8_t { ready = 1, late, stopped };

// What DLE EOT answers; the bits that each kind of status has set and clear tell a status from anything else.
constexpr std::uint8_t kStatusMask = 0x93;
constexpr std::uint8_t kStatus = 0x12;
constexpr std::uint8_t kOffline = 0x08;       // of the printer, n = 1
constexpr std::uint8_t kCoverOpen = 0x04;     // of what put it offline, n = 2
constexpr std::uint8_t kStoppedEmpty = 0x20;  // n = 2
constexpr std::uint8_t kError = 0x40;         // n = 2
constexpr std::uint8_t kNearEnd = 0x0C;       // of the paper, n = 4
constexpr std::uint8_t kPaperEnd = 0x60;      // n = 4

struct Status {
  std::uint8_t printer = 0;
  std::uint8_t offline = 0;
  std::uint8_t paper = 0;
};

// Never translated, whatever language the host has set.
const char* reason_of(int error) {
  const char* text = strerrordesc_np(error);
  return text ? text : "an unknown error";
}

struct Peer {
  sockaddr_storage address{};
  socklen_t size = 0;  // 0: it is no address; no name is looked up
};

Peer peer_of(const PrinterAddress& address) {
  Peer peer;
  auto* four = reinterpret_cast<sockaddr_in*>(&peer.address);
  auto* six = reinterpret_cast<sockaddr_in6*>(&peer.address);
  if (inet_pton(AF_INET, address.where.c_str(), &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(address.port);
    peer.size = sizeof *four;
  } else if (inet_pton(AF_INET6, address.where.c_str(), &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(address.port);
    peer.size = sizeof *six;
  }
  return peer;
}

std::string place_of(const PrinterAddress& address) {
  if (address.kind != PrinterAddress::Kind::tcp) return address.where;
  const bool colons = address.where.find(':') != std::string::npos;
  return colons ? fmt::format("[{}]:{}", address.where, address.port)
                : fmt::format("{}:{}", address.where, address.port);
}

class Session {
 public:
  Session(const PrinterAddress& address, const PrinterProfile& profile, Bytes bytes, PrintMark mark,
          const PrintPatience& patience, const StopSignal& stop)
      : address_(address), profile_(profile), bytes_(bytes), mark_(mark), patience_(patience), stop_(stop) {}
  ~Session() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  PrintEnd run() {
    if (is_stopping()) return stopped();
    if (Failure failure = open()) return *failure;
    if (answers() && profile_.tells_status) {
      if (Failure failure = ask()) return *failure;
    }
    if (Failure failure = send()) return *failure;
    if (!answers() || !profile_.tells_done) {
      if (Failure failure = part()) return *failure;
      return end(PrintOutcome::sent, fmt::format("took all {} bytes of a slip{}", bytes_.size(), near_end_));
    }
    return await_done();
  }

 private:
  [[nodiscard]] bool is_tcp() const { return address_.kind == PrinterAddress::Kind::tcp; }
  [[nodiscard]] bool answers() const { return address_.kind != PrinterAddress::Kind::file; }

  [[nodiscard]] PrintEnd end(PrintOutcome outcome, std::string_view what) const {
    return {outcome, fmt::format("The printer at {} {}.", place_of(address_), what)};
  }
  [[nodiscard]] PrintEnd unsent(PrintOutcome outcome, std::string_view what) const {
    return end(outcome, fmt::format("{}; nothing of the slip was sent", what));
  }
  // Before the first byte has gone nothing is cut off.
  [[nodiscard]] PrintEnd broken(std::string_view what) const {
    if (sent_ == 0) return unsent(PrintOutcome::no_answer, what);
    return end(PrintOutcome::cut_off, fmt::format("{}, after {} of the slip's {} bytes", what, sent_, bytes_.size()));
  }
  [[nodiscard]] PrintEnd stopped() const {
    constexpr std::string_view kWhat = "was left because the till stops";
    return sent_ == 0 ? unsent(PrintOutcome::not_reached, kWhat) : broken(kWhat);
  }

  // Ready is also what has failed: reading or writing says how.
  [[nodiscard]] Waited wait(short events, Clock::time_point deadline) const {
    while (true) {
      const auto rest = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
      std::array<pollfd, 2> polled = {{{descriptor_, events, 0}, {stop_.descriptor(), POLLIN, 0}}};
      const int count = poll(polled.data(), polled.size(), static_cast<int>(std::max<decltype(rest)>(rest, 0)));
      if (polled[1].revents != 0) return Waited::stopped;
      if (rest <= 0) return Waited::late;
      if (count > 0) return Waited::ready;
    }
  }

  Failure open() {
    if (is_tcp()) return connect_to();
    const bool device = address_.kind == PrinterAddress::Kind::device;
    const int flags = device ? O_RDWR : O_WRONLY | O_CREAT | O_APPEND;
    constexpr mode_t kOwnerAndGroup = 0640;
    descriptor_ = ::open(address_.where.c_str(), flags | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, kOwnerAndGroup);
    if (descriptor_ < 0) {
      return unsent(PrintOutcome::not_reached, fmt::format("can't be opened: {}", reason_of(errno)));
    }
    struct stat found {};
    if (fstat(descriptor_, &found) != 0 || !(device ? S_ISCHR(found.st_mode) : S_ISREG(found.st_mode))) {
      return unsent(PrintOutcome::not_reached, device ? "is no device" : "is no plain file");
    }
    return std::nullopt;
  }

  Failure connect_to() {
    const Peer peer = peer_of(address_);
    if (peer.size == 0) return unsent(PrintOutcome::not_reached, "has no IP address");
    descriptor_ = socket(peer.address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const auto* where = reinterpret_cast<const sockaddr*>(&peer.address);
    int error = descriptor_ < 0 || connect(descriptor_, where, peer.size) != 0 ? errno : 0;
    if (error == EINPROGRESS) {
      switch (wait(POLLOUT, Clock::now() + patience_.connect)) {
        case Waited::ready:
          break;
        case Waited::late:
          return unsent(PrintOutcome::not_reached, fmt::format("wasn't reached in {} ms", patience_.connect.count()));
        case Waited::stopped:
          return stopped();
      }
      socklen_t size = sizeof error;
      if (getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
    }
    if (error != 0) return unsent(PrintOutcome::not_reached, fmt::format("wasn't reached: {}", reason_of(error)));
    return std::nullopt;
  }

  // 0: nothing at present. Negative: errno is set; ENOTCONN: the other side has closed.
  ssize_t receive(std::span<std::uint8_t> into) const {
    const ssize_t count = read(descriptor_, into.data(), into.size());
    if (count > 0) return count;
    if (count == 0) {
      errno = ENOTCONN;
      return -1;
    }
    return errno == EAGAIN || errno == EINTR ? 0 : -1;
  }

  ssize_t give(Bytes bytes) const {
    const ssize_t count = is_tcp() ? ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL)
                                   : write(descriptor_, bytes.data(), bytes.size());
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : count;
  }

  // A few bytes that are no part of the slip; false where it doesn't take them soon.
  bool give_all(Bytes bytes, Clock::time_point deadline) const {
    while (!bytes.empty()) {
      if (wait(POLLOUT, deadline) != Waited::ready) return false;
      const ssize_t count = give(bytes);
      if (count < 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
  }

  // Nothing: it said nothing that is a status.
  std::optional<std::uint8_t> status(std::uint8_t kind, Clock::time_point deadline) const {
    if (!give_all(std::array<std::uint8_t, 3>{0x10, 0x04, kind}, deadline)) return std::nullopt;
    while (wait(POLLIN, deadline) == Waited::ready) {
      std::array<std::uint8_t, 1> byte{};
      const ssize_t count = receive(byte);
      if (count < 0) return std::nullopt;
      if (count == 1 && (byte[0] & kStatusMask) == kStatus) return byte[0];
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_stopping() const { return wait(0, Clock::now()) == Waited::stopped; }

  Failure ask() {
    discard_what_came();
    const auto deadline = Clock::now() + patience_.answer;
    const bool given = give_all(std::array<std::uint8_t, 3>{0x1D, 'a', 0}, deadline);
    Status told;
    for (const auto& [kind, member] :
         {std::pair{std::uint8_t{1}, &Status::printer}, {2, &Status::offline}, {4, &Status::paper}}) {
      const auto answer = given ? status(kind, Clock::now() + patience_.answer) : std::nullopt;
      if (is_stopping()) return stopped();
      if (!answer) return unsent(PrintOutcome::no_answer, "was reached, but doesn't say how it is");
      told.*member = *answer;
    }
    // An open cover lifts the paper off its sensor, too.
    if (told.offline & kCoverOpen) return unsent(PrintOutcome::cover_open, "has its cover open");
    if (told.paper & kPaperEnd || told.offline & kStoppedEmpty) {
      return unsent(PrintOutcome::paper_out, "has no paper");
    }
    if (told.offline & kError) return unsent(PrintOutcome::stopped, "has an error of its own");
    if (told.printer & kOffline) return unsent(PrintOutcome::stopped, "is offline");
    if (told.paper & kNearEnd) near_end_ = "; its paper is near the end";
    return std::nullopt;
  }

  void discard_what_came() const {
    constexpr int kMostReads = 64;
    std::array<std::uint8_t, 1024> bytes{};
    for (int count = 0; count < kMostReads && receive(bytes) > 0; ++count) {
    }
  }

  Failure send() {
    const auto whole = Clock::now() + patience_.whole;
    auto progress = Clock::now();
    while (sent_ < bytes_.size()) {
      const auto waited = wait(POLLOUT, std::min(progress + patience_.stall, whole));
      if (waited == Waited::stopped) return stopped();
      if (waited == Waited::late) return broken(lateness(whole));
      const ssize_t count = give(bytes_.subspan(sent_));
      if (count < 0) return broken(fmt::format("took no more: {}", reason_of(errno)));
      if (count > 0) progress = Clock::now();
      sent_ += static_cast<std::size_t>(count);
    }
    return is_tcp() ? drain(whole) : settle(whole);
  }

  // Until the other side has all of it: what lies in this machine's buffers may never leave.
  Failure drain(Clock::time_point whole) {
    constexpr std::chrono::milliseconds kBetweenLooks{5};
    auto progress = Clock::now();
    int before = 0;
    for (bool first = true;; first = false) {
      int left = 0;
      if (ioctl(descriptor_, SIOCOUTQ, &left) != 0) return broken(fmt::format("was lost: {}", reason_of(errno)));
      int error = 0;
      socklen_t size = sizeof error;
      if (getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
      if (error != 0) return broken(fmt::format("was lost: {}", reason_of(error)));
      if (left == 0) return std::nullopt;
      if (first || left < before) progress = Clock::now();
      before = left;
      if (Clock::now() >= std::min(progress + patience_.stall, whole)) return broken(lateness(whole));
      std::array<pollfd, 1> polled = {{{stop_.descriptor(), POLLIN, 0}}};
      if (poll(polled.data(), polled.size(), kBetweenLooks.count()) > 0) return stopped();
    }
  }

  // A device that takes more has passed on what it took before.
  Failure settle(Clock::time_point whole) {
    const auto waited = wait(POLLOUT, std::min(Clock::now() + patience_.stall, whole));
    if (waited == Waited::stopped) return stopped();
    if (waited == Waited::late) return broken(lateness(whole));
    return std::nullopt;
  }

  [[nodiscard]] std::string lateness(Clock::time_point whole) const {
    if (Clock::now() >= whole) return fmt::format("took longer than {} ms", patience_.whole.count());
    return fmt::format("took nothing for {} ms", patience_.stall.count());
  }

  // Closing while it still has something to say would make a printer throw away what it hasn't printed.
  Failure part() {
    if (!is_tcp()) return std::nullopt;
    shutdown(descriptor_, SHUT_WR);
    const auto deadline = Clock::now() + patience_.part;
    std::array<std::uint8_t, 1024> bytes{};
    while (wait(POLLIN, deadline) == Waited::ready) {
      if (receive(bytes) >= 0) continue;
      if (errno == ENOTCONN) break;
      return broken(fmt::format("was lost: {}", reason_of(errno)));
    }
    return std::nullopt;
  }

  PrintEnd await_done() {
    const std::array<std::uint8_t, 7> wanted = {0x37, 0x22, mark_[0], mark_[1], mark_[2], mark_[3], 0x00};
    const auto deadline = Clock::now() + patience_.done;
    std::array<std::uint8_t, 7> last{};
    while (true) {
      const auto waited = wait(POLLIN, deadline);
      if (waited == Waited::stopped) return stopped();
      if (waited == Waited::late) {
        return broken(fmt::format("didn't say in {} ms that the slip is done{}", patience_.done.count(), why_not()));
      }
      std::array<std::uint8_t, 1> byte{};
      const ssize_t count = receive(byte);
      if (count < 0 && errno == ENOTCONN) return broken("closed the connection before it said that the slip is done");
      if (count < 0) return broken(fmt::format("was lost: {}", reason_of(errno)));
      if (count == 0) continue;
      std::rotate(last.begin(), last.begin() + 1, last.end());
      last.back() = byte[0];
      if (last == wanted) {
        return end(PrintOutcome::printed, fmt::format("printed a slip of {} bytes{}", bytes_.size(), near_end_));
      }
    }
  }

  [[nodiscard]] std::string_view why_not() const {
    if (!profile_.tells_status) return "";
    // For the log alone, which nobody waits for.
    const auto deadline = Clock::now() + std::min(patience_.answer, patience_.done);
    const auto offline = status(2, deadline);
    if (!offline) return "";
    if (*offline & kCoverOpen) return " (its cover is open)";
    if (*offline & kStoppedEmpty) return " (it has no paper)";
    const auto paper = status(4, deadline);
    return paper && *paper & kPaperEnd ? " (it has no paper)" : "";
  }

  const PrinterAddress& address_;
  const PrinterProfile& profile_;
  const Bytes bytes_;
  const PrintMark mark_;
  const PrintPatience& patience_;
  const StopSignal& stop_;
  int descriptor_ = -1;
  std::size_t sent_ = 0;  // of bytes_
  std::string_view near_end_;
};

}  // namespace

PrintEnd print_bytes(const PrinterAddress& address, const PrinterProfile& profile, std::span<const std::uint8_t> bytes,
                     PrintMark mark, const PrintPatience& patience, const StopSignal& stop) {
  return Session(address, profile, bytes, mark, patience, stop).run();
}

}  // namespace amends
