#include "support/fake_printer.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace amends::testing {

namespace {

// So small that a slip doesn't fit into it: who doesn't read is noticed.
constexpr int kReceiveBytes = 8'192;

int listen_on_loopback(std::uint16_t& port, int backlog) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &kReceiveBytes, sizeof kReceiveBytes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (listener < 0 || bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      listen(listener, backlog) != 0 || getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    std::abort();
  }
  port = ntohs(address.sin_port);
  return listener;
}

bool ends_with(const std::vector<std::uint8_t>& bytes, std::string_view end) {
  return bytes.size() >= end.size() &&
         std::equal(end.begin(), end.end(), bytes.end() - static_cast<std::ptrdiff_t>(end.size()),
                    [](char one, std::uint8_t other) { return static_cast<std::uint8_t>(one) == other; });
}

}  // namespace

FakePrinter::FakePrinter(PrinterManner manner, At at) : manner_(std::move(manner)) {
  stop_ = eventfd(0, EFD_CLOEXEC);
  if (at == At::loopback) {
    listener_ = listen_on_loopback(port_, 16);
  } else {
    terminal_end_ = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    std::array<char, 64> name{};
    if (terminal_end_ < 0 || grantpt(terminal_end_) != 0 || unlockpt(terminal_end_) != 0 ||
        ptsname_r(terminal_end_, name.data(), name.size()) != 0) {
      std::abort();
    }
    terminal_ = name.data();
    // Kept open, so that the terminal never hangs up between two clients.
    terminal_other_end_ = open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios raw{};
    tcgetattr(terminal_other_end_, &raw);
    cfmakeraw(&raw);
    tcsetattr(terminal_other_end_, TCSANOW, &raw);
    if (!manner_.left_over.empty()) {
      answer(terminal_end_, manner_.left_over);
      pollfd arrived{terminal_other_end_, POLLIN, 0};
      poll(&arrived, 1, -1);
    }
  }
  thread_ = std::thread([this] { run(); });
}

FakePrinter::~FakePrinter() {
  const std::uint64_t once = 1;
  if (write(stop_, &once, sizeof once) != sizeof once) std::abort();
  thread_.join();
  for (const int descriptor : {stop_, listener_, terminal_end_, terminal_other_end_}) {
    if (descriptor >= 0) close(descriptor);
  }
}

std::vector<std::uint8_t> FakePrinter::paper() const {
  const std::lock_guard guard(mutex_);
  return paper_;
}

int FakePrinter::times(const std::vector<std::uint8_t>& slip) const {
  const std::vector<std::uint8_t> paper = this->paper();
  int count = 0;
  for (auto at = paper.begin();; at += static_cast<std::ptrdiff_t>(slip.size())) {
    at = std::search(at, paper.end(), slip.begin(), slip.end());
    if (at == paper.end()) return count;
    ++count;
  }
}

void FakePrinter::run() {
  if (terminal_end_ >= 0) return serve(terminal_end_);
  while (true) {
    std::array<pollfd, 2> polled = {{{stop_, POLLIN, 0}, {listener_, POLLIN, 0}}};
    poll(polled.data(), polled.size(), -1);
    if (polled[0].revents != 0) return;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    ++clients_;
    if (!manner_.closes_at_once) serve(client);
    close(client);
  }
}

void FakePrinter::serve(int client) {
  of_this_client_ = 0;
  was_asked_ = false;
  held_.clear();
  std::vector<std::uint8_t> portion(std::min<std::size_t>(manner_.bytes_at_once, 65'536));
  while (true) {
    std::array<pollfd, 2> polled = {{{stop_, POLLIN, 0}, {client, POLLIN, 0}}};
    poll(polled.data(), polled.size(), -1);
    if (polled[0].revents != 0) return;
    const ssize_t count = read(client, portion.data(), portion.size());
    if (count <= 0) return;
    for (ssize_t index = 0; index < count; ++index) {
      if (!take(client, portion[static_cast<std::size_t>(index)])) return;
    }
    if (of_this_client_ > 0 && manner_.pause.count() > 0 && !pause_ended()) return;
  }
}

// False: the conversation is over.
bool FakePrinter::take(int client, std::uint8_t byte) {
  held_.push_back(byte);
  constexpr std::string_view kStatusRequest = "\x10\x04";
  constexpr std::string_view kStatusSwitch =
      "\x1D"
      "a";
  const auto begins = [&](std::string_view command) {
    return std::equal(
        held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(held_.size(), 2)),
        command.begin(), [](std::uint8_t one, char other) { return one == static_cast<std::uint8_t>(other); });
  };
  if (begins(kStatusRequest) || begins(kStatusSwitch)) {
    if (held_.size() < 3) return true;
    if (held_[0] == 0x10) answer_status(client, held_[2]);
    held_.clear();
    return true;
  }
  bool is_asked = false;
  {
    const std::lock_guard guard(mutex_);
    paper_.insert(paper_.end(), held_.begin(), held_.end());
    of_this_client_ += held_.size();
    held_.clear();
    // The request has four bytes more than its beginning.
    constexpr std::string_view kAsksWhetherDone = "\x1D(H\x06";
    if (paper_.size() >= 11) {
      const std::vector<std::uint8_t> begin(paper_.end() - 11, paper_.end() - 7);
      is_asked = ends_with(begin, kAsksWhetherDone);
    }
  }
  if (is_asked) {
    was_asked_ = true;
    answer_done(client);
  }
  if (manner_.closes_its_side && of_this_client_ == 1) shutdown(client, SHUT_WR);
  if (manner_.closes_after && of_this_client_ >= *manner_.closes_after) return false;
  if (manner_.hangs_after && of_this_client_ >= *manner_.hangs_after) {
    pollfd polled{stop_, POLLIN, 0};
    poll(&polled, 1, -1);
    return false;
  }
  return true;
}

void FakePrinter::answer(int client, std::vector<std::uint8_t> bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    // A client that has gone is no reason for the test to die.
    const ssize_t count = client == terminal_end_
                              ? write(client, bytes.data() + done, bytes.size() - done)
                              : send(client, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (count <= 0) return;
    done += static_cast<std::size_t>(count);
  }
}

void FakePrinter::answer_status(int client, std::uint8_t kind) const {
  if (!manner_.answers_status) return;
  std::vector<std::uint8_t> bytes = manner_.noise;
  if (kind == 1) bytes.push_back(manner_.printer_status);
  if (kind == 2) bytes.push_back(manner_.offline_status);
  if (kind == 4)
    bytes.push_back(was_asked_ ? manner_.paper_status_after.value_or(manner_.paper_status) : manner_.paper_status);
  answer(client, std::move(bytes));
}

void FakePrinter::answer_done(int client) const {
  std::vector<std::uint8_t> bytes = {0x37, 0x22};
  {
    const std::lock_guard guard(mutex_);
    bytes.insert(bytes.end(), paper_.end() - 4, paper_.end());
  }
  bytes.push_back(0);
  if (manner_.tells_another_done) {
    std::vector<std::uint8_t> another = bytes;
    another[5] ^= 1U;
    answer(client, std::move(another));
  }
  if (!manner_.tells_done) return;
  if (!manner_.tells_done_in_pieces) return answer(client, std::move(bytes));
  for (const std::uint8_t byte : bytes) {
    answer(client, {byte});
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
}

bool FakePrinter::pause_ended() const {
  pollfd polled{stop_, POLLIN, 0};
  return poll(&polled, 1, static_cast<int>(manner_.pause.count())) == 0;
}

std::uint16_t closed_port() {
  std::uint16_t port = 0;
  close(listen_on_loopback(port, 1));
  return port;
}

FullHouse::FullHouse() {
  descriptors_.push_back(listen_on_loopback(port_, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port_);
  // One more than the kernel keeps for it.
  for (int count = 0; count < 3; ++count) {
    const int client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    [[maybe_unused]] const int begun = connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address);
    descriptors_.push_back(client);
  }
}

FullHouse::~FullHouse() {
  for (const int descriptor : descriptors_)
    close(descriptor);
}

}  // namespace amends::testing
