// One line of the benchmark's result: a figure, what it is held against, and whether it holds.
// Promises: `holds` is empty where nothing was measured or nothing is demanded, so that no row can hold by accident.

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace amends::bench {

struct Row {
  std::string name;
  std::optional<double> value;  // empty: not measured, `note` says why
  std::string unit;
  std::optional<double> beside;  // the same of what it is measured beside
  std::optional<double> ratio;   // value / beside
  std::optional<double> goal;    // at most; of the ratio where there is one, else of the value
  std::optional<bool> holds;
  std::string note;
};

// Held against a number of its own.
[[nodiscard]] Row row_alone(std::string name, double value, std::string unit, double goal);
// Held against something measured in the same run.
[[nodiscard]] Row row_beside(std::string name, double value, std::string unit, double beside, double goal);
// For people: nothing is demanded.
[[nodiscard]] Row row_to_know(std::string name, double value, std::string unit, std::optional<double> beside);
[[nodiscard]] Row row_not_measured(std::string name, double goal, std::string why);

[[nodiscard]] bool falls_short(const Row& row);
// Something is demanded of it, and nothing was measured.
[[nodiscard]] bool is_missing(const Row& row);
// A table for people, one line each, notes below.
[[nodiscard]] std::string table_of(const std::vector<Row>& rows);
// An array of {name, value, unit, beside, ratio, goal, holds}; what isn't there is null.
[[nodiscard]] std::string json_of(const std::vector<Row>& rows);

}  // namespace amends::bench
