#include "files/printer_reader.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>

#include "files/toml_table.hpp"

namespace amends {

namespace {

constexpr std::pair<std::string_view, CodePage> kCodePages[] = {
    {"pc437", CodePage::pc437}, {"pc850", CodePage::pc850}, {"pc858", CodePage::pc858}, {"wpc1252", CodePage::wpc1252}};
constexpr std::uint16_t kUsualPort = 9100;
constexpr std::string_view kHowToWrite =
    "Write the printer like \"tcp:192.168.1.50\", \"device:/dev/usb/lp0\" or \"file:/some/where.bin\".";

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

bool is_profile_id(std::string_view text) {
  return !text.empty() && text.size() <= 60 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

bool is_ip_address(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return inet_pton(AF_INET, text.c_str(), address.data()) == 1 ||
         inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (trouble != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

struct HostAndPort {
  std::string_view host;
  std::optional<std::string_view> port;  // where a colon says that one follows
};

HostAndPort split(std::string_view rest) {
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    const std::string_view after = close == std::string_view::npos ? "" : rest.substr(close + 1);
    // What follows the bracket and is no port makes the whole of it no address.
    if (close == std::string_view::npos || (!after.empty() && !after.starts_with(':'))) return {rest, std::nullopt};
    const std::string_view host = rest.substr(1, close - 1);
    return after.empty() ? HostAndPort{host, std::nullopt} : HostAndPort{host, after.substr(1)};
  }
  const std::size_t colon = rest.find(':');
  // Several colons: an IPv6 address without brackets, and no port.
  if (colon == std::string_view::npos || rest.find(':', colon + 1) != std::string_view::npos) {
    return {rest, std::nullopt};
  }
  return {rest.substr(0, colon), rest.substr(colon + 1)};
}

tl::expected<PrinterAddress, std::string> read_tcp(std::string_view rest) {
  const HostAndPort parts = split(rest);
  PrinterAddress address{.kind = PrinterAddress::Kind::tcp, .where = std::string(parts.host), .port = kUsualPort};
  if (!is_ip_address(address.where)) {
    return tl::unexpected(
        in_quotes(address.where) +
        " is not an IP address. Give the printer a fixed one and write it like \"tcp:192.168.1.50\".");
  }
  if (!parts.port) return address;
  const auto port = port_of(*parts.port);
  if (!port) return tl::unexpected(in_quotes(*parts.port) + " is not a port. Write a whole number from 1 to 65535.");
  address.port = *port;
  return address;
}

tl::expected<PrinterAddress, std::string> read_path(PrinterAddress::Kind kind, std::string_view rest) {
  if (!rest.starts_with('/') || rest.ends_with('/')) {
    return tl::unexpected(in_quotes(rest) + " is not a whole path. Write it from the root on, like \"" +
                          (kind == PrinterAddress::Kind::device ? "device:/dev/usb/lp0" : "file:/some/where.bin") +
                          "\".");
  }
  return PrinterAddress{.kind = kind, .where = std::string(rest), .port = kUsualPort};
}

}  // namespace

tl::expected<PrinterProfile, FileProblem> read_printer(const std::filesystem::path& path) {
  TomlFile file(path);
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  const TomlTable root(file);
  root.allow_only({"name", "dots", "columns", "code_page", "code_page_number", "two_byte", "prints_qr",
                   "prints_code128", "tells_status", "tells_done", "cuts"});
  PrinterProfile profile;
  profile.id = path.stem().string();
  if (!is_profile_id(profile.id)) {
    file.fail(0,
              in_quotes(profile.id) + " can't name a printer. Use lower-case letters, digits and hyphens, at most 60.");
  }
  profile.name = root.text("name");
  for (const std::string_view key : {"dots", "columns", "code_page", "code_page_number"}) {
    if (!root.has(key)) root.fail(key, in_quotes(key) + " is missing here. The printer's handbook has it.");
  }
  constexpr std::int32_t kLeastDots = 256;
  constexpr std::int32_t kMostDots = 1'024;
  profile.dots = root.whole_or("dots", profile.dots, kLeastDots, kMostDots);
  if (profile.dots % 8 != 0) root.fail("dots", "\"dots\" must be a multiple of 8. Round it down.");
  profile.columns = root.whole_or("columns", profile.columns, 16, 100);
  profile.code_page = root.one_of("code_page", kCodePages, std::optional(profile.code_page));
  profile.code_page_number = root.whole_or("code_page_number", profile.code_page_number, 0, 255);
  profile.two_byte = root.truth_or("two_byte", profile.two_byte);
  profile.prints_qr = root.truth_or("prints_qr", profile.prints_qr);
  profile.prints_code128 = root.truth_or("prints_code128", profile.prints_code128);
  profile.tells_status = root.truth_or("tells_status", profile.tells_status);
  profile.tells_done = root.truth_or("tells_done", profile.tells_done);
  profile.cuts = root.truth_or("cuts", profile.cuts);
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  return profile;
}

std::vector<PrinterProfile> read_printers(const std::filesystem::path& folder, std::vector<FileProblem>& problems) {
  std::vector<PrinterProfile> profiles;
  std::error_code failed;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  }
  std::ranges::sort(paths, {}, [](const std::filesystem::path& path) { return path.stem().string(); });
  for (const auto& path : paths) {
    auto profile = read_printer(path);
    if (profile) {
      profiles.push_back(std::move(*profile));
    } else {
      problems.push_back(std::move(profile.error()));
    }
  }
  return profiles;
}

tl::expected<PrinterAddress, std::string> read_printer_address(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return tl::unexpected(std::string(kHowToWrite));
  const std::size_t colon = text.find(':');
  const std::string_view kind = text.substr(0, colon);
  const std::string_view rest = colon == std::string_view::npos ? "" : text.substr(colon + 1);
  if (kind == "tcp") return read_tcp(rest);
  if (kind == "device") return read_path(PrinterAddress::Kind::device, rest);
  if (kind == "file") return read_path(PrinterAddress::Kind::file, rest);
  return tl::unexpected(in_quotes(text) + " doesn't say how to reach a printer. " + std::string(kHowToWrite));
}

std::string to_text(const PrinterAddress& address) {
  switch (address.kind) {
    case PrinterAddress::Kind::device:
      return "device:" + address.where;
    case PrinterAddress::Kind::file:
      return "file:" + address.where;
    case PrinterAddress::Kind::tcp:
      break;
  }
  const bool brackets = address.where.find(':') != std::string::npos;
  std::string text = "tcp:" + (brackets ? "[" + address.where + "]" : address.where);
  if (address.port != kUsualPort) text += ":" + std::to_string(address.port);
  return text;
}

}  // namespace amends
