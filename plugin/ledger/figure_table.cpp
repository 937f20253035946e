#include "ledger/figure_table.hpp"

#include <array>
#include <charconv>

#include <sqlite3.h>

namespace amends {

namespace {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

// Up to the next `mark`, which is taken away with it; nothing: there is none.
std::optional<std::string_view> take_until(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return taken;
}

std::optional<Figure> take_figure(std::string_view& rest) {
  const auto measure = take_until(rest, '\t');
  const auto key = take_until(rest, '\t');
  const auto count = take_until(rest, '\t');
  const auto sum = take_until(rest, '\n');
  Figure figure;
  std::uint32_t number = 0;
  if (!measure || !key || !count || !sum || !read_number(*measure, number) || !read_number(*count, figure.count) ||
      !read_number(*sum, figure.sum) || number < 1 || number > static_cast<std::uint32_t>(kLastMeasure)) {
    return std::nullopt;
  }
  figure.measure = static_cast<Measure>(number);
  figure.key = *key;
  return figure;
}

}  // namespace

std::string write_figures(std::span<const Figure> figures) {
  std::string written = "\n";
  for (const Figure& figure : figures) {
    written += std::to_string(static_cast<int>(figure.measure)) + '\t' + figure.key + '\t' +
               std::to_string(figure.count) + '\t' + std::to_string(figure.sum) + '\n';
  }
  return written;
}

std::optional<std::vector<Figure>> read_figures(std::string_view written) {
  std::vector<Figure> figures;
  if (const auto before = take_until(written, '\n'); !before || !before->empty()) {
    return std::nullopt;
  }
  while (!written.empty()) {
    auto figure = take_figure(written);
    if (!figure) {
      return std::nullopt;
    }
    figures.push_back(*std::move(figure));
  }
  return figures;
}

SqlResult<FigureTable> FigureTable::prepare(Connection& connection) {
  FigureTable table;
  struct Wanted {
    Statement* statement;
    std::string_view sql;
  };
  const std::array wanted = std::to_array<Wanted>({
      {&table.select_case_, "SELECT figures FROM case_figures WHERE case_position = ?"},
      {&table.upsert_case_,
       "INSERT INTO case_figures (case_position, day, figures) VALUES (?, ?, ?) "
       "ON CONFLICT (case_position) DO UPDATE SET figures = excluded.figures"},
      {&table.delete_case_, "DELETE FROM case_figures WHERE case_position = ?"},
      {&table.days_.add,
       "INSERT INTO figures (measure, day, key, count, sum) VALUES (?, ?, ?, ?, ?) ON CONFLICT (measure, day, key) "
       "DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum"},
      {&table.days_.take_away,
       "UPDATE figures SET count = count + ?4, sum = sum + ?5 WHERE measure = ?1 AND day = ?2 AND key = ?3"},
      {&table.days_.delete_empty,
       "DELETE FROM figures WHERE measure = ? AND day = ? AND key = ? AND count = 0 AND sum = 0"},
      {&table.blocks_.add,
       "INSERT INTO figure_blocks (measure, block, key, count, sum) VALUES (?, ?, ?, ?, ?) ON CONFLICT (measure, "
       "block, "
       "key) DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum"},
      {&table.blocks_.take_away,
       "UPDATE figure_blocks SET count = count + ?4, sum = sum + ?5 WHERE measure = ?1 AND block = ?2 AND key = ?3"},
      {&table.blocks_.delete_empty,
       "DELETE FROM figure_blocks WHERE measure = ? AND block = ? AND key = ? AND count = 0 AND sum = 0"},
  });
  for (const Wanted& one : wanted) {
    auto prepared = connection.prepare(one.sql);
    if (!prepared) {
      return tl::unexpected(prepared.error());
    }
    *one.statement = std::move(*prepared);
  }
  return table;
}

SqlResult<std::vector<Figure>> FigureTable::of_case(std::uint64_t position) {
  auto rows = select_case_.rows(position);
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  if (!*row) {
    return std::vector<Figure>();
  }
  auto figures = read_figures(select_case_.text(0));
  if (!figures) {
    return tl::unexpected(
        SqlError{SQLITE_CORRUPT, "the figures of case " + std::to_string(position) + " can't be read"});
  }
  return *std::move(figures);
}

std::int32_t block_of(std::int32_t day) {
  return day >= 0 ? day / kBlockDays : -((kBlockDays - 1 - day) / kBlockDays);
}

SqlResult<void> FigureTable::Sums::change(std::int32_t place, const Figure& by) {
  // A row that is taken from is there.
  Statement& change = by.count < 0 ? take_away : add;
  auto changed = change.run(by.measure, place, by.key, by.count, by.sum);
  if (changed && (by.count < 0 || by.sum < 0)) {
    changed = delete_empty.run(by.measure, place, by.key);
  }
  return changed;
}

SqlResult<void> FigureTable::write(std::uint64_t position, std::int32_t day, std::span<const Figure> before,
                                   std::span<const Figure> now) {
  const std::vector<Figure> changes = difference(before, now);
  if (changes.empty()) {
    return {};
  }
  for (const Figure& change : changes) {
    auto changed = days_.change(day, change);
    if (changed) {
      changed = blocks_.change(block_of(day), change);
    }
    if (!changed) {
      return changed;
    }
  }
  return now.empty() ? delete_case_.run(position) : upsert_case_.run(position, day, write_figures(now));
}

}  // namespace amends
