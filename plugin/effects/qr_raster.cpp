#include "effects/qr_raster.hpp"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace amends {

namespace {

constexpr std::int32_t kBlankZone = 4;  // modules, at each side

struct FreeQr {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

std::unique_ptr<QRcode, FreeQr> encode(const std::string& data) {
  constexpr int kAnyVersion = 0;
  // Only the first finds digits and capitals that take less room, and it stops at a zero byte.
  if (data.find('\0') == std::string::npos) {
    return std::unique_ptr<QRcode, FreeQr>(QRcode_encodeString(data.c_str(), kAnyVersion, QR_ECLEVEL_M, QR_MODE_8, 1));
  }
  return std::unique_ptr<QRcode, FreeQr>(QRcode_encodeData(
      static_cast<int>(data.size()), reinterpret_cast<const unsigned char*>(data.data()), kAnyVersion, QR_ECLEVEL_M));
}

}  // namespace

std::optional<QrModules> qr_modules(const std::string& data) {
  constexpr std::size_t kLargest = 5596;  // digits in the largest version
  if (data.empty() || data.size() > kLargest) return std::nullopt;
  const auto code = encode(data);
  if (!code) return std::nullopt;
  QrModules modules{.side = code->width, .black = {}};
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  modules.black.reserve(count);
  for (std::size_t at = 0; at < count; ++at)
    modules.black.push_back(code->data[at] & 1U);
  return modules;
}

std::int32_t qr_module_dots(std::int32_t side, std::int32_t paper_dots) {
  const std::int32_t modules = side + 2 * kBlankZone;
  const std::int32_t wanted = std::clamp(paper_dots * 3 / 5 / modules, 3, 8);
  return std::min(wanted, paper_dots / modules);
}

SlipImage qr_image(const QrModules& modules, std::int32_t module_dots) {
  SlipImage image;
  image.width_dots = modules.side * module_dots;
  image.height_dots = (modules.side + 2 * kBlankZone) * module_dots;
  const auto row_bytes = static_cast<std::size_t>((image.width_dots + 7) / 8);
  image.rows.assign(row_bytes * static_cast<std::size_t>(image.height_dots), 0);
  for (std::int32_t y = 0; y < modules.side * module_dots; ++y) {
    const auto row = static_cast<std::size_t>(y + kBlankZone * module_dots) * row_bytes;
    for (std::int32_t x = 0; x < image.width_dots; ++x) {
      const std::int32_t module = y / module_dots * modules.side + x / module_dots;
      if (modules.black[static_cast<std::size_t>(module)] == 0) continue;
      image.rows[row + static_cast<std::size_t>(x / 8)] |= static_cast<std::uint8_t>(0x80U >> (x % 8U));
    }
  }
  return image;
}

}  // namespace amends
