#include "kiosk/demo_pack.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "kiosk/money.hpp"

namespace kiosk {
namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;

// Reads one file. The first fault is kept and everything after it answers with defaults, so that the reading
// below stays a plain list of what is in the file.
class PackReader {
 public:
  explicit PackReader(std::filesystem::path file) : file_(std::move(file)) {
    try {
      root_ = toml::parse_file(file_.string());
    } catch (const toml::parse_error& error) {
      const auto line = error.source().begin.line;
      fault_ = line > 0 ? fmt::format("{}:{}: {}.", file_.string(), line, error.description())
                        : fmt::format("{}: {}.", file_.string(), error.description());
    }
  }

  const toml::table& root() const { return root_; }
  const std::optional<std::string>& fault() const { return fault_; }

  void refuse(const toml::node& node, std::string_view why) {
    if (!fault_) fault_ = fmt::format("{}:{}: {}.", file_.string(), node.source().begin.line, why);
  }

  // A key that a table doesn't know is a slip of the pen: better said than ignored.
  void allow_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        refuse(node, fmt::format("\"{}\" isn't known here", key.str()));
      }
    }
  }

  std::string text(const toml::table& table, std::string_view key) {
    const auto value = optional_text(table, key);
    if (value && !value->empty()) return *value;
    refuse(table, fmt::format("\"{}\" is missing", key));
    return {};
  }

  std::optional<std::string> optional_text(const toml::table& table, std::string_view key) {
    return optional_value<std::string>(table, key, "a text in quotes");
  }

  std::int64_t whole(const toml::table& table, std::string_view key, std::int64_t otherwise) {
    const auto value = optional_value<std::int64_t>(table, key, "a whole number");
    if (value && (*value < 0 || *value > 1'000'000)) {
      refuse(*table.get(key), fmt::format("\"{}\" must be between 0 and 1000000", key));
      return otherwise;
    }
    return value.value_or(otherwise);
  }

  bool yes_no(const toml::table& table, std::string_view key, bool otherwise) {
    return optional_value<bool>(table, key, "true or false").value_or(otherwise);
  }

  std::optional<std::int64_t> optional_decimal(const toml::table& table, std::string_view key, int decimals) {
    const auto value = optional_text(table, key);
    if (!value) return std::nullopt;
    const auto number = parse_decimal(*value, decimals);
    if (number) return *number;
    refuse(*table.get(key), fmt::format("\"{}\": {}", key, number.error()));
    return std::nullopt;
  }

  std::int64_t decimal(const toml::table& table, std::string_view key, int decimals) {
    const auto value = optional_decimal(table, key, decimals);
    if (!value) refuse(table, fmt::format("\"{}\" is missing", key));
    return value.value_or(0);
  }

  // Calls `read` for each [[key]] table.
  template <typename Read>
  void each(const toml::table& table, std::string_view key, Read read) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return;
    const toml::array* array = node->as_array();
    if (array == nullptr) return refuse(*node, fmt::format("\"{}\" must be a list of tables", key));
    for (const toml::node& element : *array) {
      if (const toml::table* row = element.as_table()) {
        read(*row);
      } else {
        refuse(element, fmt::format("\"{}\" must be a list of tables", key));
      }
    }
  }

 private:
  template <typename Value>
  std::optional<Value> optional_value(const toml::table& table, std::string_view key, std::string_view kind) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* value = node->as<Value>()) return value->get();
    refuse(*node, fmt::format("\"{}\" must be {}", key, kind));
    return std::nullopt;
  }

  std::filesystem::path file_;
  toml::table root_;
  std::optional<std::string> fault_;
};

template <typename Element>
const Element* find_by_id(const std::vector<Element>& elements, std::string_view id) {
  const auto found = std::find_if(elements.begin(), elements.end(), [&](const Element& e) { return e.id == id; });
  return found == elements.end() ? nullptr : &*found;
}

std::optional<amends_role_t> role_by_name(std::string_view name) {
  if (name == "waiter") return AMENDS_ROLE_WAITER;
  if (name == "shift lead") return AMENDS_ROLE_SHIFT_LEAD;
  if (name == "manager") return AMENDS_ROLE_MANAGER;
  if (name == "owner") return AMENDS_ROLE_OWNER;
  return std::nullopt;
}

void read_people(PackReader& reader, DemoPack& pack) {
  reader.allow_keys(reader.root(), {"person"});
  reader.each(reader.root(), "person", [&](const toml::table& row) {
    // The PIN is the overlay's to check; the till leaves it where it is.
    reader.allow_keys(row, {"id", "name", "role", "on_shift", "pin"});
    Person person;
    person.id = reader.text(row, "id");
    person.name = reader.text(row, "name");
    person.on_shift = reader.yes_no(row, "on_shift", true);
    const std::string role = reader.text(row, "role");
    if (const auto known = role_by_name(role)) {
      person.role = *known;
    } else {
      reader.refuse(row, fmt::format("role \"{}\" is none of waiter, shift lead, manager, owner", role));
    }
    if (find_by_id(pack.people, person.id)) reader.refuse(row, fmt::format("\"{}\" is there twice", person.id));
    pack.people.push_back(std::move(person));
  });
  if (pack.people.empty()) reader.refuse(reader.root(), "there is no [[person]]");
}

void read_store(PackReader& reader, DemoPack& pack) {
  const toml::table* store = reader.root()["store"].as_table();
  if (store == nullptr) return reader.refuse(reader.root(), "the table [store] is missing");
  reader.allow_keys(*store, {"name", "currency", "time_zone", "locale", "terminal", "check_word", "place_word",
                             "staff_file", "signed_on", "on_screen"});
  pack.store_name = reader.text(*store, "name");
  pack.currency = reader.text(*store, "currency");
  pack.time_zone = reader.text(*store, "time_zone");
  pack.locale = reader.text(*store, "locale");
  pack.terminal = reader.text(*store, "terminal");
  pack.check_word = reader.text(*store, "check_word");
  pack.place_word = reader.text(*store, "place_word");
  pack.staff_file = reader.text(*store, "staff_file");
  pack.signed_on = reader.text(*store, "signed_on");
  pack.on_screen = reader.text(*store, "on_screen");
}

void read_items(PackReader& reader, DemoPack& pack) {
  const int decimals = currency_exponent(pack.currency);
  reader.each(reader.root(), "item", [&](const toml::table& row) {
    reader.allow_keys(row,
                      {"id", "name", "group", "component", "price", "cost", "tax_permille", "alcohol", "available"});
    Item item;
    item.id = reader.text(row, "id");
    item.name = reader.text(row, "name");
    item.group = reader.text(row, "group");
    item.component = reader.optional_text(row, "component").value_or("");
    item.unit_minor = reader.decimal(row, "price", decimals);
    item.cost_minor = reader.optional_decimal(row, "cost", decimals).value_or(-1);
    item.tax_permille = static_cast<std::int32_t>(reader.whole(row, "tax_permille", 0));
    item.alcohol = reader.yes_no(row, "alcohol", false);
    item.available = reader.yes_no(row, "available", true);
    if (find_by_id(pack.items, item.id)) reader.refuse(row, fmt::format("item \"{}\" is there twice", item.id));
    pack.items.push_back(std::move(item));
  });
}

Line read_line(PackReader& reader, const DemoPack& pack, const toml::table& row, std::size_t position) {
  reader.allow_keys(row, {"item", "quantity", "seat", "course", "fired", "note"});
  Line line;
  line.id = std::to_string(position);
  line.item_id = reader.text(row, "item");
  if (const Item* item = find_by_id(pack.items, line.item_id)) {
    line.name = item->name;
    line.group = item->group;
    line.component = item->component;
    line.unit_minor = item->unit_minor;
    line.tax_permille = item->tax_permille;
    line.alcohol = item->alcohol;
  } else {
    reader.refuse(row, fmt::format("item \"{}\" isn't in this pack", line.item_id));
  }
  line.quantity_thousandths = reader.optional_decimal(row, "quantity", 3).value_or(1000);
  line.seat = static_cast<std::int32_t>(reader.whole(row, "seat", 0));
  line.course = static_cast<std::int32_t>(reader.whole(row, "course", 0));
  line.fired = reader.yes_no(row, "fired", true);
  line.note = reader.optional_text(row, "note").value_or("");
  return line;
}

std::optional<amends_check_state_t> state_by_name(std::string_view name) {
  for (const amends_check_state_t state :
       {AMENDS_CHECK_OPEN, AMENDS_CHECK_PAID, AMENDS_CHECK_CLOSED, AMENDS_CHECK_VOIDED}) {
    if (check_state_name(state) == name) return state;
  }
  return std::nullopt;
}

void read_check(PackReader& reader, DemoPack& pack, const toml::table& row) {
  reader.allow_keys(row, {"id", "number", "place", "server", "state", "guests", "opened_minutes_ago",
                          "closed_minutes_ago", "tender", "line"});
  Check check;
  check.id = reader.text(row, "id");
  check.number = reader.text(row, "number");
  check.place = reader.optional_text(row, "place").value_or("");
  check.currency = pack.currency;
  check.server_id = reader.text(row, "server");
  check.guests = static_cast<std::int32_t>(reader.whole(row, "guests", 0));
  check.opened_us = -kMinuteUs * reader.whole(row, "opened_minutes_ago", 0);
  const std::string state = reader.text(row, "state");
  if (const auto known = state_by_name(state)) {
    check.state = *known;
  } else {
    reader.refuse(row, fmt::format("state \"{}\" is none of open, paid, closed, voided", state));
  }
  reader.each(row, "line", [&](const toml::table& line) {
    check.lines.push_back(read_line(reader, pack, line, check.lines.size() + 1));
  });
  if (check.state == AMENDS_CHECK_CLOSED) {
    check.closed_us = -kMinuteUs * reader.whole(row, "closed_minutes_ago", 0);
  }
  const std::string tender = reader.optional_text(row, "tender").value_or("card");
  if (check.state == AMENDS_CHECK_PAID || check.state == AMENDS_CHECK_CLOSED) {
    check.tenders.push_back({tender, check.total_minor(), 0});
  }
  if (!find_by_id(pack.people, check.server_id)) {
    reader.refuse(row, fmt::format("server \"{}\" isn't in the staff file", check.server_id));
  }
  if (find_by_id(pack.checks, check.id)) reader.refuse(row, fmt::format("check \"{}\" is there twice", check.id));
  pack.checks.push_back(std::move(check));
}

void read_sales(PackReader& reader, DemoPack& pack) {
  reader.each(reader.root(), "sales", [&](const toml::table& row) {
    reader.allow_keys(row, {"days_ago", "total", "checks", "guests"});
    DaySales sales;
    sales.days_ago = reader.whole(row, "days_ago", 0);
    sales.total_minor = reader.decimal(row, "total", currency_exponent(pack.currency));
    sales.check_count = reader.whole(row, "checks", 0);
    sales.guest_count = reader.whole(row, "guests", 0);
    if (sales.days_ago == 0) reader.refuse(row, "\"days_ago\" must be at least 1");
    pack.sales.push_back(sales);
  });
}

void check_store(PackReader& reader, const DemoPack& pack) {
  const toml::node& store = *reader.root().get("store");
  if (!find_by_id(pack.people, pack.signed_on)) {
    reader.refuse(store, fmt::format("signed_on \"{}\" isn't in the staff file", pack.signed_on));
  }
  if (!find_by_id(pack.checks, pack.on_screen)) {
    reader.refuse(store, fmt::format("on_screen \"{}\" isn't a check of this pack", pack.on_screen));
  }
}

}  // namespace

Result<DemoPack> read_demo_pack(const std::filesystem::path& demo_dir, const std::string& name) {
  DemoPack pack;
  pack.name = name;
  PackReader reader(demo_dir / (name + ".toml"));
  if (!reader.fault()) read_store(reader, pack);
  if (reader.fault()) return failure(*reader.fault());

  pack.staff_file = demo_dir / pack.staff_file;
  PackReader staff_reader(pack.staff_file);
  if (!staff_reader.fault()) read_people(staff_reader, pack);
  if (staff_reader.fault()) return failure(*staff_reader.fault());

  reader.allow_keys(reader.root(), {"store", "place", "item", "check", "sales"});
  reader.each(reader.root(), "place", [&](const toml::table& row) {
    reader.allow_keys(row, {"name"});
    pack.places.push_back(reader.text(row, "name"));
  });
  read_items(reader, pack);
  reader.each(reader.root(), "check", [&](const toml::table& row) { read_check(reader, pack, row); });
  read_sales(reader, pack);
  check_store(reader, pack);
  if (reader.fault()) return failure(*reader.fault());
  return pack;
}

}  // namespace kiosk
