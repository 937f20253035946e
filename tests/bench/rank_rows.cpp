// How long ranking a case's options takes, with a playbook far larger than any shop's.

#include <fmt/format.h>

#include "domain/options.hpp"
#include "measure.hpp"
#include "support/domain_fakes.hpp"

namespace amends::bench {

namespace {

constexpr int kEntries = 200;
constexpr int kOffered = 12;
constexpr int kRounds = 200;
constexpr int kInOne = 50;

// As many remedies, and a failure for each, that offers a dozen of them.
Playbook large_playbook() {
  Playbook book = fakes::playbook();
  const std::vector<RemedyTemplate> kinds = book.remedies;
  book.remedies.clear();
  book.failures.clear();
  for (int i = 0; i < kEntries; ++i) {
    RemedyTemplate remedy = kinds[static_cast<std::size_t>(i) % kinds.size()];
    remedy.id = {fmt::format("remedy_{}", i)};
    book.remedies.push_back(std::move(remedy));
  }
  for (int i = 0; i < kEntries; ++i) {
    Failure failure;
    failure.id = {fmt::format("failure_{}", i)};
    for (int k = 0; k < kOffered; ++k)
      failure.remedies.push_back(book.remedies[static_cast<std::size_t>((i + 17 * k) % kEntries)].id);
    book.failures.push_back(std::move(failure));
  }
  return book;
}

}  // namespace

std::vector<Row> measure_ranking(const Wishes& wishes) {
  fakes::Story story;
  story.book = large_playbook();
  if (!story.give(RecordCase{{{"1"}, {"2"}, {"3"}}, {fmt::format("failure_{}", kEntries - 1)}})) {
    throw CannotMeasure{"the case wasn't recorded"};
  }
  std::vector<double> us;
  std::size_t offered = 0;
  for (int round = 0; round < kRounds; ++round) {
    const double before = cpu_ms();
    for (int i = 0; i < kInOne; ++i) {
      offered = fixes(story.state, story.context, story.book).size();
      burn(wishes.slow_down);
    }
    us.push_back((cpu_ms() - before) * 1000 / kInOne);
  }
  Row row = row_alone("ranking", median(us), "us", goal::kRankingUs);
  row.note = fmt::format("{} options from {} remedies.", offered, kEntries);
  return {row};
}

}  // namespace amends::bench
