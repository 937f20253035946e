#include "row.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

namespace amends::bench {
namespace {

// Three digits that say something, whatever the size.
std::string figure(const std::optional<double>& number) {
  if (!number) return "-";
  if (*number == 0) return "0";
  if (*number < 0.01) return fmt::format("{:.5f}", *number);
  if (*number < 10) return fmt::format("{:.3f}", *number);
  return fmt::format("{:.1f}", *number);
}

std::string verdict(const Row& row) {
  if (!row.value) return "not measured";
  if (!row.holds) return "";
  if (*row.holds) return "holds";
  const double reached = row.ratio ? *row.ratio : *row.value;
  return *row.goal > 0 ? fmt::format("FALLS SHORT by {:.0f} %", (reached / *row.goal - 1) * 100) : "FALLS SHORT";
}

nlohmann::ordered_json or_null(const std::optional<double>& number) {
  return number ? nlohmann::ordered_json(*number) : nlohmann::ordered_json();
}

}  // namespace

Row row_alone(std::string name, double value, std::string unit, double goal) {
  return {.name = std::move(name), .value = value, .unit = std::move(unit), .goal = goal, .holds = value <= goal};
}

Row row_beside(std::string name, double value, std::string unit, double beside, double goal) {
  if (!(beside > 0)) return row_not_measured(std::move(name), goal, "what it stands beside was nothing");
  Row row = row_to_know(std::move(name), value, std::move(unit), beside);
  row.goal = goal;
  row.holds = *row.ratio <= goal;
  return row;
}

Row row_to_know(std::string name, double value, std::string unit, std::optional<double> beside) {
  Row row{.name = std::move(name), .value = value, .unit = std::move(unit), .beside = beside};
  if (beside && *beside > 0) row.ratio = value / *beside;
  return row;
}

Row row_not_measured(std::string name, double goal, std::string why) {
  return {.name = std::move(name), .goal = goal, .note = std::move(why)};
}

bool falls_short(const Row& row) {
  return row.holds && !*row.holds;
}

bool is_missing(const Row& row) {
  return row.goal && !row.holds;
}

std::string table_of(const std::vector<Row>& rows) {
  std::string table = fmt::format("{:<18} {:>10} {:<8} {:>10} {:>8} {:>8}  {}\n", "name", "value", "unit", "beside",
                                  "ratio", "goal", "");
  std::string notes;
  for (const Row& row : rows) {
    table += fmt::format("{:<18} {:>10} {:<8} {:>10} {:>8} {:>8}  {}\n", row.name, figure(row.value), row.unit,
                         figure(row.beside), figure(row.ratio), figure(row.goal), verdict(row));
    if (!row.note.empty()) notes += fmt::format("{}: {}\n", row.name, row.note);
  }
  return table + notes;
}

std::string json_of(const std::vector<Row>& rows) {
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  for (const Row& row : rows) {
    array.push_back({{"name", row.name},
                     {"value", or_null(row.value)},
                     {"unit", row.unit},
                     {"beside", or_null(row.beside)},
                     {"ratio", or_null(row.ratio)},
                     {"goal", or_null(row.goal)},
                     {"holds", row.holds ? nlohmann::ordered_json(*row.holds) : nlohmann::ordered_json()}});
  }
  return array.dump(2) + "\n";
}

}  // namespace amends::bench
