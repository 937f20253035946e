// amends-admin: what is done to a store's files by hand, without a till.
// Promises: a finding is a line with its file, what is wrong and what to do. Exit code 0: nothing was found, 1: something
// was or could not be done, 2: it was called in a way that it doesn't know.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "admin/export_tools.hpp"
#include "admin/ledger_tools.hpp"
#include "admin/pack_tools.hpp"
#include "admin/pin_tools.hpp"

namespace {

using Tools = std::vector<std::pair<CLI::App*, std::function<int()>>>;

void add_pack_tools(CLI::App& app, amends::PackRequest& pack, Tools& tools) {
  CLI::App* check = app.add_subcommand("check-pack", "All that is wrong with a pack, with file, line and what to do");
  CLI::App* print = app.add_subcommand("print-policy", "Who may give what, as a page for staff");
  for (CLI::App* tool : {check, print}) {
    tool->add_option("folder", pack.folder, "The pack: a folder with playbook.toml and languages/")->required();
    tool->add_option("--assets", pack.assets, "The assets with languages/ and phrases/ (default: two folders above)");
    tool->add_option("--currency", pack.currency, "The currency its amounts are read in (default: EUR)");
  }
  print->add_option("--site", pack.site, "The store's own file over it, DATA/site.toml");
  print->add_option("--language", pack.language, "Of the page (default: en)");
  tools.emplace_back(check, [&pack] { return amends::check_pack(pack); });
  tools.emplace_back(print, [&pack] { return amends::print_policy(pack); });
}

void add_ledger_tools(CLI::App& app, amends::LedgerRequest& ledger, Tools& tools) {
  CLI::App* verify = app.add_subcommand("verify", "Whether a ledger is what was written, and where it isn't");
  verify->add_option("file", ledger.place, "The ledger's file, or the till's data folder")->required();
  verify->add_option("--head", ledger.head, "A head that was noted, like 1042-5f3a9c01b2c3d4e5");
  verify->add_option("--keys", ledger.keys, "The folder with its keys (default: keys beside the file)");
  tools.emplace_back(verify, [&ledger] { return amends::verify(ledger); });

  const auto add = [&](const char* name, const char* what, int (*run)(const amends::LedgerRequest&)) {
    CLI::App* tool = app.add_subcommand(name, what);
    tool->add_option("data", ledger.place, "The till's data folder")->required();
    tools.emplace_back(tool, [&ledger, run] { return run(ledger); });
    return tool;
  };
  add("rebuild", "Makes a ledger's lists again from its facts", amends::rebuild);
  add("backup", "Copies a ledger and its keys, also while a till writes", amends::back_up)
      ->add_option("folder", ledger.copy, "Where to")
      ->required();
  add("restore", "Puts a copy in place of a ledger", amends::restore)
      ->add_option("copy", ledger.copy, "The copy")
      ->required();
  CLI::App* erase = add("erase-guest", "Erases a guest's name, contact and words for good", amends::erase_guest);
  erase->add_option("--contact", ledger.contact, "The phone number or mail address that the guest left");
  erase->add_option("--case", ledger.number, "Or the case's number");
}

void add_export_tools(CLI::App& app, amends::ExportRequest& wanted, Tools& tools) {
  CLI::App* facts = app.add_subcommand("export-facts", "All facts as JSON Lines, for whoever has nothing of ours");
  CLI::App* table = app.add_subcommand("cases", "The cases as a table for spreadsheets, one row each");
  CLI::App* page = app.add_subcommand("case", "A case as a page to print: what happened, what was given, what is open");
  for (CLI::App* tool : {facts, table, page}) {
    CLI::Option* place = tool->add_option("file", wanted.place, "The ledger's file, or the till's data folder");
    if (tool != facts) place->required();
    tool->add_option("--out", wanted.out, "The file to write (default: standard output)");
    tool->add_option("--zone", wanted.zone, "The store's time zone (default: as in site.toml beside the ledger)");
  }
  for (CLI::App* tool : {facts, table}) {
    tool->add_option("--from", wanted.days.from, "The first business day, like 2026-11-28");
    tool->add_option("--to", wanted.days.to, "The last one");
  }
  facts->add_flag("--schema", wanted.schema, "The schema of the lines instead");
  table->add_flag("--bom", wanted.byte_order_mark, "Begins with a byte order mark, for spreadsheets that need one");
  table->add_flag("--restricted", wanted.restricted, "Says of cases of the safety branch, too, what they are about");
  page->add_option("number", wanted.number, "Its number, like T3-0042")->required();
  page->add_option("--language", wanted.language, "Of the page (default: en)");
  page->add_option("--assets", wanted.assets, "The assets with languages/ (default: those beside the program)");
  page->add_option("--staff", wanted.staff, "The staff file (default: staff.toml beside the ledger)");
  page->add_flag("--reveal", wanted.reveal, "With the guest's words, name and contact; that is noted in the ledger");
  tools.emplace_back(facts, [&wanted] { return amends::export_facts(wanted); });
  tools.emplace_back(table, [&wanted] { return amends::export_cases(wanted); });
  tools.emplace_back(page, [&wanted] { return amends::print_case(wanted); });
}

void add_pin_tool(CLI::App& app, amends::PinRequest& pin, Tools& tools) {
  CLI::App* tool = app.add_subcommand("pin", "A PIN for somebody of the staff file, as only this till can check it");
  tool->add_option("data", pin.data, "The till's data folder")->required();
  tool->add_flag("--typed", pin.typed, "Asks for the PIN instead of making six random digits");
  tools.emplace_back(tool, [&pin] { return amends::make_pin(pin); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Looks after the files of Amends.", "amends-admin");
  app.require_subcommand(1);
  amends::PackRequest pack;
  amends::LedgerRequest ledger;
  amends::ExportRequest exported;
  amends::PinRequest pin;
  Tools tools;
  add_pack_tools(app, pack, tools);
  add_ledger_tools(app, ledger, tools);
  add_export_tools(app, exported, tools);
  add_pin_tool(app, pin, tools);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  for (const auto& [tool, run] : tools) {
    if (tool->parsed()) return run();
  }
  return 2;
}
