// Profiles of printers and where a printer is: what is shipped can be read, and each mistake is one sentence with its line.
#include "files/printer_reader.hpp"

#include <catch_amalgamated.hpp>

#include <fstream>

#include "support/scratch_folder.hpp"

namespace amends {
namespace {

constexpr std::string_view kGood =
    "name = \"80 mm\"\ndots = 512\ncolumns = 42\ncode_page = \"pc858\"\ncode_page_number = 19\n";

struct Folder {
  std::filesystem::path put(const std::string& name, std::string_view text) const {
    std::ofstream(scratch.path() / name, std::ios::binary) << text;
    return scratch.path() / name;
  }
  testing::ScratchFolder scratch;
};

TEST_CASE("a printer's profile is read, and what it doesn't say is what most printers can") {
  const Folder folder;
  const auto profile = read_printer(folder.put("till-2.toml", std::string(kGood) + "tells_done = false\n"));
  REQUIRE(profile);
  CHECK(*profile == PrinterProfile{.id = "till-2",
                                   .name = "80 mm",
                                   .dots = 512,
                                   .columns = 42,
                                   .code_page = CodePage::pc858,
                                   .code_page_number = 19,
                                   .two_byte = false,
                                   .prints_qr = true,
                                   .prints_code128 = true,
                                   .tells_status = true,
                                   .tells_done = false,
                                   .cuts = true});
}

TEST_CASE("a mistake in a printer's profile is one sentence with its line") {
  const Folder folder;
  struct Mistake {
    std::string instead_of;
    std::string written;
    int line;
    std::string sentence;
  };
  const Mistake mistakes[] = {
      {"dots = 512", "dots = 500", 2, "\"dots\" must be a multiple of 8. Round it down."},
      {"dots = 512", "dots = 0", 2, "\"dots\" must be a whole number from 256 to 1024."},
      {"dots = 512", "dots = \"512\"", 2, "\"dots\" must be a whole number from 256 to 1024."},
      {"dots = 512\n", "", 1, "\"dots\" is missing here. The printer's handbook has it."},
      {"columns = 42", "columns = 5", 3, "\"columns\" must be a whole number from 16 to 100."},
      {"pc858", "latin1", 4, "\"latin1\" is not known for code_page. Use one of: pc437, pc850, pc858, wpc1252."},
      {"code_page_number = 19\n", "", 1, "\"code_page_number\" is missing here. The printer's handbook has it."},
      {"code_page_number = 19", "code_page_number = 256", 5,
       "\"code_page_number\" must be a whole number from 0 to 255."},
      {"name = \"80 mm\"", "name = \"\"", 1, "\"name\" is empty. Write something between the quotes."},
      {"columns = 42", "colums = 42", 3,
       "\"colums\" is not known here. Remove it, or use one of: name, dots, columns, code_page, code_page_number, "
       "two_byte, prints_qr, prints_code128, tells_status, tells_done, cuts."},
      {"columns = 42", "columns = 42\ncuts = \"yes\"", 4, "\"cuts\" must be true or false, without quotes."},
  };
  for (const Mistake& mistake : mistakes) {
    std::string text(kGood);
    text.replace(text.find(mistake.instead_of), mistake.instead_of.size(), mistake.written);
    INFO(text);
    const auto profile = read_printer(folder.put("own.toml", text));
    REQUIRE_FALSE(profile);
    CHECK(profile.error().line == mistake.line);
    CHECK(profile.error().sentence == mistake.sentence);
  }
  CHECK(read_printer(folder.put("My Printer.toml", kGood)).error().sentence ==
        "\"My Printer\" can't name a printer. Use lower-case letters, digits and hyphens, at most 60.");
}

TEST_CASE("a folder's profiles come by their ids, and a broken one doesn't hide the others") {
  const Folder folder;
  folder.put("b.toml", kGood);
  folder.put("a.toml", kGood);
  folder.put("broken.toml", "name = 80\n");
  folder.put("notes.txt", "nothing");
  std::vector<FileProblem> problems;
  const auto profiles = read_printers(folder.scratch.path(), problems);
  REQUIRE(profiles.size() == 2);
  CHECK(profiles[0].id == "a");
  CHECK(profiles[1].id == "b");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].file.ends_with("broken.toml"));
  CHECK(read_printers(folder.scratch.path() / "nowhere", problems).empty());
  CHECK(problems.size() == 1);
}

TEST_CASE("the shipped profiles can be read, and leave letters of at least eight dots") {
  std::vector<FileProblem> problems;
  const auto profiles = read_printers(std::filesystem::path(AMENDS_ASSETS_DIR) / "printers", problems);
  for (const FileProblem& problem : problems)
    FAIL_CHECK(describe(problem));
  std::vector<std::string> ids;
  for (const PrinterProfile& profile : profiles) {
    ids.push_back(profile.id);
    CHECK(profile.dots / profile.columns >= 8);
    CHECK((profile.dots >= 500 || !profile.prints_code128));
  }
  CHECK(ids ==
        std::vector<std::string>{"epson-58", "epson-80", "epson-80-180", "generic-58", "generic-80", "star-escpos-80"});
}

TEST_CASE("a printer's address is read, and written as it is read") {
  using Kind = PrinterAddress::Kind;
  const std::pair<std::string, PrinterAddress> addresses[] = {
      {"tcp:192.168.1.50", {Kind::tcp, "192.168.1.50", 9100}},
      {"tcp:192.168.1.50:515", {Kind::tcp, "192.168.1.50", 515}},
      {"tcp:[fd00::50]", {Kind::tcp, "fd00::50", 9100}},
      {"tcp:[fd00::50]:65535", {Kind::tcp, "fd00::50", 65535}},
      {"device:/dev/usb/lp0", {Kind::device, "/dev/usb/lp0", 9100}},
      {"file:/tmp/a file:1.bin", {Kind::file, "/tmp/a file:1.bin", 9100}},
  };
  for (const auto& [text, address] : addresses) {
    INFO(text);
    const auto read = read_printer_address(text);
    REQUIRE(read);
    CHECK(*read == address);
    CHECK(to_text(*read) == text);
  }
  CHECK(read_printer_address("tcp:192.168.1.50:9100").value() == addresses[0].second);
  CHECK(read_printer_address("tcp:fd00::50").value() == addresses[2].second);
}

TEST_CASE("a mistake in a printer's address is one sentence that says what to write") {
  const std::string how =
      "Write the printer like \"tcp:192.168.1.50\", \"device:/dev/usb/lp0\" or \"file:/some/where.bin\".";
  const auto no_ip = [](const std::string& host) {
    return "\"" + host +
           "\" is not an IP address. Give the printer a fixed one and write it like \"tcp:192.168.1.50\".";
  };
  const std::pair<std::string, std::string> mistakes[] = {
      {"", "\"\" doesn't say how to reach a printer. " + how},
      {"192.168.1.50", "\"192.168.1.50\" doesn't say how to reach a printer. " + how},
      {"usb:/dev/usb/lp0", "\"usb:/dev/usb/lp0\" doesn't say how to reach a printer. " + how},
      {"TCP:192.168.1.50", "\"TCP:192.168.1.50\" doesn't say how to reach a printer. " + how},
      {std::string("file:/a\0b", 9), how},
      {"tcp", no_ip("")},
      {"tcp:", no_ip("")},
      {"tcp:kitchen", no_ip("kitchen")},
      {"tcp:192.168.1", no_ip("192.168.1")},
      {"tcp: 192.168.1.50", no_ip(" 192.168.1.50")},
      {"tcp:[fd00::50", no_ip("[fd00::50")},
      {"tcp:[fd00::50]9100", no_ip("[fd00::50]9100")},
      {"tcp:192.168.1.50:", "\"\" is not a port. Write a whole number from 1 to 65535."},
      {"tcp:192.168.1.50:0", "\"0\" is not a port. Write a whole number from 1 to 65535."},
      {"tcp:192.168.1.50:65536", "\"65536\" is not a port. Write a whole number from 1 to 65535."},
      {"tcp:192.168.1.50:91x", "\"91x\" is not a port. Write a whole number from 1 to 65535."},
      {"device:lp0", "\"lp0\" is not a whole path. Write it from the root on, like \"device:/dev/usb/lp0\"."},
      {"file:slips/", "\"slips/\" is not a whole path. Write it from the root on, like \"file:/some/where.bin\"."},
      {"file:/slips/", "\"/slips/\" is not a whole path. Write it from the root on, like \"file:/some/where.bin\"."},
  };
  for (const auto& [text, sentence] : mistakes) {
    INFO(text);
    const auto read = read_printer_address(text);
    REQUIRE_FALSE(read);
    CHECK(read.error() == sentence);
  }
}

}  // namespace
}  // namespace amends
