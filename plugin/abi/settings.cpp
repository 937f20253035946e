#include "abi/settings.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "effects/host_values.hpp"
#include "effects/utf8.hpp"

namespace amends {
namespace {

constexpr std::size_t kSettingBytesMax = 4096;
constexpr std::size_t kTerminalIdMax = 8;

[[nodiscard]] bool is_letter_or_digit(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
}

// The name of a folder or of a language: no way out of the folder it is looked for in.
[[nodiscard]] bool is_plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char letter) {
    return is_letter_or_digit(letter) || letter == '-' || letter == '_' || letter == '.';
  });
}

// A null is the default; nothing for what is endless or not UTF-8.
[[nodiscard]] std::optional<std::string> setting(const char* given, std::string_view otherwise) {
  if (given == nullptr) return std::string(otherwise);
  const std::string_view text{given, strnlen(given, kSettingBytesMax + 1)};
  if (text.size() > kSettingBytesMax || !is_utf8(text)) return std::nullopt;
  return std::string(text);
}

[[nodiscard]] std::optional<Page> page_of(std::string_view name) {
  if (name.empty()) return Page::tab;
  if (name == "cases") return Page::cases;
  if (name == "follow-ups") return Page::follow_ups;
  if (name == "requests") return Page::requests;
  if (name == "coupon") return Page::coupon;
  if (name == "display") return Page::display;
  if (name == "settings") return Page::settings;
  if (name == "learn") return Page::learn;
  if (name == "watch") return Page::watch;
  if (name == "line-up") return Page::line_up;
  if (name == "gallery") return Page::gallery;
  return std::nullopt;
}

[[nodiscard]] std::optional<Lighting> lighting_of(std::string_view name) {
  if (name == "light") return Lighting::light;
  if (name == "dark") return Lighting::dark;
  if (name == "contrast") return Lighting::contrast;
  return std::nullopt;
}

[[nodiscard]] std::optional<Hand> hand_of(std::string_view name) {
  if (name == "right") return Hand::right;
  if (name == "left") return Hand::left;
  return std::nullopt;
}

// "#0b6b61"
[[nodiscard]] std::optional<Rgba> colour_of(std::string_view name) {
  constexpr std::size_t kLength = 7;
  if (name.size() != kLength || name.front() != '#') return std::nullopt;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), value, 16);
  if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
  return Rgba{static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
              static_cast<std::uint8_t>(value), 255};
}

// "pt-BR" is read from the files of "pt".
[[nodiscard]] std::string language_of(const std::string& locale) {
  return locale.substr(0, locale.find_first_of("-_"));
}

}  // namespace

tl::expected<Settings, std::string> read_settings(const amends_config_t* config) {
  const auto refuse = [](const char* sentence) { return tl::unexpected(std::string(sentence)); };
  const auto own = copy_struct<amends_config_t>(config, AMENDS_CONFIG_SIZE_0_1);
  if (!own) return refuse("The config is null, or its struct_size is below the minimum of version 0.1.");
  if (own->flags != 0) return refuse("config.flags must be zero.");

  const auto data_dir = setting(own->data_dir, "");
  if (!data_dir || data_dir->empty()) return refuse("config.data_dir is required: the folder of the ledger.");
  auto terminal_id = setting(own->terminal_id, "");
  if (!terminal_id || terminal_id->empty() || terminal_id->size() > kTerminalIdMax ||
      !std::all_of(terminal_id->begin(), terminal_id->end(), is_letter_or_digit)) {
    return refuse("config.terminal_id is required: 1 to 8 letters or digits.");
  }
  auto pack = setting(own->pack, "restaurant");
  if (!pack || !is_plain_name(*pack)) return refuse("config.pack is not the name of a folder of assets/packs.");
  auto store_id = setting(own->store_id, "store");
  if (!store_id || store_id->empty()) return refuse("config.store_id is not usable text.");
  auto time_zone = setting(own->time_zone, "UTC");
  if (!time_zone) return refuse("config.time_zone is not usable text.");
  auto locale = setting(own->locale, "en");
  if (!locale || !is_plain_name(*locale)) return refuse("config.locale is not a BCP 47 language.");
  const auto code = setting(own->currency, "EUR");
  const auto currency = code ? find_currency(*code) : std::nullopt;
  if (!currency) return refuse("config.currency is not an ISO 4217 code.");
  const auto page_name = setting(own->page, "");
  const auto page = page_name ? page_of(*page_name) : std::nullopt;
  if (!page)
    return refuse(
        "config.page is none of \"\", \"cases\", \"follow-ups\", \"requests\", \"display\", \"settings\" and "
        "\"gallery\".");
  const auto assets_dir = setting(own->assets_dir, "");
  if (!assets_dir) return refuse("config.assets_dir is not usable text.");
  const auto staff_file = setting(own->staff_file, "");
  if (!staff_file) return refuse("config.staff_file is not usable text.");
  const auto light = setting(own->light, "light");
  const auto lighting = light ? lighting_of(*light) : std::nullopt;
  if (!lighting) return refuse("config.light is none of \"light\", \"dark\" and \"contrast\".");
  const auto hand_name = setting(own->hand, "right");
  const auto hand = hand_name ? hand_of(*hand_name) : std::nullopt;
  if (!hand) return refuse("config.hand is neither \"right\" nor \"left\".");
  const std::uint32_t text_percent = own->text_percent == 0 ? 100 : own->text_percent;
  if (text_percent < Preferences::kTextPercentLeast || text_percent > Preferences::kTextPercentMost) {
    return refuse("config.text_percent is not from 80 to 200.");
  }
  const auto accent_name = setting(own->accent, "");
  const auto accent = accent_name && !accent_name->empty() ? colour_of(*accent_name) : std::nullopt;
  if (!accent && (!accent_name || !accent_name->empty())) {
    return refuse("config.accent is not a colour like \"#0b6b61\".");
  }

  Settings settings;
  settings.preferences = {.language = language_of(*locale),
                          .lighting = *lighting,
                          .text_percent = static_cast<std::int32_t>(text_percent),
                          .hand = *hand,
                          .still = own->still != 0};
  settings.accent = accent;
  settings.data_dir = *data_dir;
  settings.assets_dir = *assets_dir;
  settings.staff_file =
      own->staff_file == nullptr ? settings.data_dir / "staff.toml" : std::filesystem::path(*staff_file);
  settings.pack = std::move(*pack);
  settings.terminal_id = std::move(*terminal_id);
  settings.store_id = std::move(*store_id);
  settings.time_zone = std::move(*time_zone);
  settings.locale = std::move(*locale);
  settings.currency = *currency;
  settings.page = *page;
  return settings;
}

}  // namespace amends
