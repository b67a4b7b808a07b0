// What is refused of an edition's file: each fault in a file that has it, beside one that has not.
#include <algorithm>
#include <gmock/gmock.h>

#include "states/value.hpp"
#include "tests/workflows/partner/editions.hpp"

namespace waymark::partner {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// Says everything that a file can say, once.
constexpr const char* whole = R"(version = "x1"
from = 2026-01-01
transition = "decision"
bonus_basis_points = 1_000
[[vat]]
from = 2019-01-01
percent = 20
[[vat]]
from = 2026-01-01
percent = 22
[[technology]]
code = "clouds"
name = "Clouds"
[[technology]]
code = "fogs"
name = { en = "Fogs", ru = "Туманы" }
[[certificate]]
code = "pilot"
name = "Pilot"
[[certificate]]
code = "navigator"
name = "Navigator"
[[product]]
code = "kite"
name = "Kite"
[[benefit]]
code = "tea"
name = "Tea"
yearly_limit_roubles = "1 000.00"
[[service]]
code = "rain"
name = "Rain"
counts_for = [{ technology = "clouds", until = 2026-06-01 }, { technology = "clouds", from = 2026-06-01 }]
[[service]]
code = "hail"
name = "Hail"
[[bonus_exclusion]]
service = "hail"
from = 2026-02-01
until = 2026-03-01
[[bonus_exclusion]]
service = "hail"
from = 2026-04-01
[[specialization]]
code = "clouds"
technology = "clouds"
level = "expert"
name = "Clouds"
directions = ["Up", { en = "Down", ru = "Вниз" }]
benefits = ["tea"]
[specialization.reward]
of = "growth"
services = "clouds"
basis_points = 500
comarketing_basis_points = 100
[[specialization.condition]]
code = "C1"
kind = "agreement"
[[specialization.condition]]
code = "C2"
kind = "solutions"
at_least = 2
[[specialization.condition]]
code = "C3"
kind = "plan"
window_months = [4, 10]
[[specialization.condition]]
code = "C4"
kind = "consumption"
services = "clouds"
at_least_roubles = "12 000 000.00"
period = "trailing"
months = 12
registered_projects = false
[[specialization.condition]]
code = "C5"
kind = "licences"
product = "kite"
at_least = 500
[[specialization.condition]]
code = "C6"
kind = "specialists"
roles = [{ code = "S1", certificates = ["pilot"] }, { code = "S2", certificates = [["pilot", "navigator"]] }]
[[specialization.condition]]
code = "C7"
kind = "one_of"
[[specialization.condition.alternative]]
code = "C7.a"
kind = "projects"
product = "kite"
at_least = 3
months = 6
[[specialization.condition.alternative]]
code = "C7.b"
kind = "all_of"
[[specialization.condition.alternative.part]]
code = "C7.b.1"
kind = "projects"
at_least = 1
[[specialization.condition.alternative.part]]
code = "C7.b.2"
kind = "interview"
)";

struct Fault {
    const char *part, *by, *message;
    /// Where the finding is: at this part of the changed text; nullptr: at `by` itself.
    const char* at = nullptr;
};

std::size_t line_of(const std::string& text, std::string_view part) {
    const auto at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return static_cast<std::size_t>(
               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
           1;
}

void expect_refused(const Fault& fault) {
    const auto text = with(whole, fault.part, fault.by);
    const auto read = read_edition(text, "x.toml");
    ASSERT_FALSE(read.ok()) << "was read: " << fault.by;
    EXPECT_EQ(read.error().code, "bad-rulebook");
    EXPECT_THAT(read.error().message, HasSubstr(fault.message)) << fault.by;
    const auto line = line_of(text, fault.at == nullptr ? fault.by : fault.at);
    EXPECT_THAT(read.error().place, testing::StartsWith("x.toml:" + std::to_string(line) + ":"))
        << fault.by << ": " << read.error().message;
    const auto& findings = read.error().details["findings"];
    EXPECT_THAT(findings.array(), SizeIs(1)) << fault.by << states::to_json(findings);
    EXPECT_EQ(findings.array()[0]["text"]["en"].string_or(""), read.error().message);
    EXPECT_NE(findings.array()[0]["text"]["ru"].string_or(""), "");
}

void expect_all_refused(std::initializer_list<Fault> faults) {
    for (const auto& fault : faults) expect_refused(fault);
}

TEST(EditionReader, ReadsWhatIsRight) {
    const auto read = edition(whole);
    ASSERT_THAT(read.specializations, SizeIs(1));
    EXPECT_THAT(read.specializations[0].conditions, SizeIs(7));
    EXPECT_EQ(read.specializations[0].directions[0].ru, "Up");
    EXPECT_EQ(read.specializations[0].directions[1].ru, "Вниз");
    EXPECT_EQ(read.specializations[0].reward->comarketing_basis_points, 100);
}

TEST(EditionReader, RefusesWhatIsNoToml) {
    expect_all_refused({{"version = \"x1\"", "version = ", "no TOML"},
                        {"percent = 20", "percent = 20\npercent = 21", "no TOML", "percent = 21"}});
}

TEST(EditionReader, RefusesUnknownEntries) {
    const char* unknown = "There is no entry \"colour\"";
    expect_all_refused({
        {"version = \"x1\"", "version = \"x1\"\ncolour = 1", unknown, "colour"},
        {"percent = 20", "percent = 20\ncolour = 1", unknown, "colour"},
        {"name = \"Kite\"", "name = \"Kite\"\ncolour = 1", unknown, "colour"},
        {"ru = \"Туманы\"", "ru = \"Туманы\", colour = 1", unknown, "colour"},
        {"yearly_limit_roubles", "colour = 1\nyearly_limit_roubles", unknown, "colour"},
        {"name = \"Rain\"", "name = \"Rain\"\ncolour = 1", unknown, "colour"},
        {"until = 2026-06-01", "until = 2026-06-01, colour = 1", unknown, "colour"},
        {"service = \"hail\"", "service = \"hail\"\ncolour = 1", unknown, "colour"},
        {"benefits = [\"tea\"]", "benefits = [\"tea\"]\ncolour = 1", unknown, "colour"},
        {"of = \"growth\"", "of = \"growth\"\ncolour = 1", unknown, "colour"},
        {"kind = \"agreement\"", "kind = \"agreement\"\ncolour = 1", unknown, "colour"},
        {"certificates = [\"pilot\"]", "certificates = [\"pilot\"], colour = 1", unknown, "colour"},
        {"kind = \"interview\"", "kind = \"interview\"\ncolour = 1", unknown, "colour"},
        // What another kind of condition or period has is unknown here.
        {"kind = \"plan\"", "kind = \"plan\"\nat_least = 1", "no entry \"at_least\"", "at_least = 1"},
        {"period = \"trailing\"", "period = \"half-year\"", "no entry \"months\"", "months = 12"},
        {"kind = \"interview\"", "kind = \"interview\"\nwindow_months = [4]", "no entry \"window_months\"",
         "window_months = [4]\n"},
    });
}

TEST(EditionReader, RefusesMissingEntries) {
    const char* condition_four = "[[specialization.condition]]\ncode = \"C4\"";
    expect_all_refused({
        {"version = \"x1\"\n", "", "\"version\" is missing", "from"},
        {"transition = \"decision\"\n", "", "\"transition\" is missing", "version"},
        {"percent = 20\n", "", "\"percent\" is missing", "[[vat]]"},
        {"name = \"Kite\"\n", "", "\"name\" is missing", "[[product]]"},
        {", ru = \"Туманы\"", "", "\"ru\" is missing", "Fogs"},
        {"benefits = [\"tea\"]\n", "", "\"benefits\" is missing", "[[specialization]]"},
        {"services = \"clouds\"\nbasis", "basis", "\"services\" is missing", "[specialization.reward]"},
        {"at_least_roubles = \"12 000 000.00\"\n", "", "\"at_least_roubles\" is missing", condition_four},
        {"months = 12\n", "", "\"months\" is missing", condition_four},
        {"kind = \"agreement\"\n", "", "\"kind\" is missing", "[[specialization.condition]]"},
        {", certificates = [\"pilot\"]", "", "\"certificates\" is missing", "\"S1\""},
    });
}

TEST(EditionReader, RefusesWrongValues) {
    expect_all_refused({
        {"\"x1\"", "\"x 1\"", "a code of Latin letters"},
        {"\"x1\"", "1", "a code of Latin letters"},
        {"from = 2026-01-01\ntransition", "from = \"2026-01-01\"\ntransition", "a date such as"},
        {"\"decision\"", "\"later\"", "\"decision\" or \"submission\" is needed"},
        {"bonus_basis_points = 1_000", "bonus_basis_points = 10_001", "from 0 to 10000"},
        {"percent = 20", "percent = 20.0", "from 0 to 99"},
        {"name = \"Kite\"", "name = 7", "A text is needed"},
        {"name = \"Kite\"", "name = \"\"", "A text is needed"},
        {"ru = \"Туманы\"", "ru = \"\"", "a text is needed"},
        {"until = 2026-06-01", "until = true", "a date such as"},
        {"directions = [\"Up\"", "directions = [1", "A text is needed"},
        {"of = \"growth\"", "of = \"luck\"", "\"growth\" or \"consumption\""},
        {"basis_points = 500", "basis_points = 0", "from 1 to 10000"},
        {"kind = \"agreement\"", "kind = \"wish\"", "\"one_of\" or \"all_of\" is needed"},
        {"at_least = 2", "at_least = 0", "from 1 to 1000000"},
        {"window_months = [4, 10]", "window_months = [4, 13]", "from 1 to 12"},
        {"window_months = [4, 10]", "window_months = [4, 4]", "stands here once"},
        {"window_months = [4, 10]", "window_months = []", "at least 1"},
        {"period = \"trailing\"", "period = \"ever\"", "\"half-year\" is needed"},
        {"months = 12", "months = 61", "from 1 to 60"},
        {"registered_projects = false", "registered_projects = 0", "true or false"},
        {"registered_projects = false", "registered_projects = false\nsubaccounts = false", "neither",
         "registered_projects = false"},
        {"months = 12", "months = 12\nexceeding_roubles = \"1.00\"", "leave one of the two", "exceeding"},
        {"[[\"pilot\", \"navigator\"]]", "[[\"pilot\"]]", "A choice has at least two"},
        {"certificates = [\"pilot\"]", "certificates = []", "at least 1"},
        {"certificates = [\"pilot\"]", "certificates = \"pilot\"", "a list of at least 1"},
    });
}

TEST(EditionReader, TakesAmountsToTheKopeckOnly) {
    const char* needed = "an amount such as";
    for (const char* amount :
         {"12 000 000", "12000000.0", "12,000,000.00", "12 00 000.00", " 12 000.00", "012.00", "0.00",
          "-1.00", "1 2000.00", "12 000 .00", ".00", "12 000 000.0x", "99 999 999 999 999.00", ""})
        expect_refused(
            {"\"12 000 000.00\"", ('"' + std::string(amount) + '"').c_str(), needed, "at_least_roubles"});
    expect_refused({"\"12 000 000.00\"", "12_000_000", needed});
    const std::pair<const char*, std::int64_t> right[] = {{"0.01", 1},
                                                          {"12000000.00", 1'200'000'000},
                                                          {"1 000.50", 100'050},
                                                          {"9 999 999 999 999.99", 999'999'999'999'999}};
    for (const auto& [text, kopecks] : right) {
        const auto read = edition(with(whole, "12 000 000.00", text));
        EXPECT_EQ(std::get<ConsumptionReached>(read.specializations[0].conditions[3].what).threshold.count,
                  kopecks);
    }
}

TEST(EditionReader, RefusesDuplicates) {
    expect_all_refused({
        {"code = \"fogs\"", "code = \"clouds\"", "\"clouds\" stands here twice",
         "code = \"clouds\"\nname = {"},
        {"code = \"C2\"", "code = \"C1\"", "\"C1\" stands here twice", "code = \"C1\"\nkind = \"sol"},
        {"code = \"C7.b.1\"", "code = \"C4\"", "\"C4\" stands here twice", "code = \"C4\"\nkind = \"pro"},
        {"code = \"S2\"", "code = \"S1\"", "\"S1\" stands here twice", "roles"},
        {"[\"pilot\"]", "[\"pilot\", \"pilot\"]", "\"pilot\" stands here twice"},
        {"[\"tea\"]", "[\"tea\", \"tea\"]", "\"tea\" stands here twice"},
        {"from = 2026-01-01\npercent", "from = 2019-01-01\npercent = 1\n[[vat]]\nfrom = 2026-01-01\npercent",
         "order of their dates", "from = 2019-01-01\npercent = 1\n"},
        {"until = 2026-06-01", "until = 2026-06-02", "this time is spoken for"},
        {"until = 2026-03-01", "until = 2026-04-02", "this time is spoken for", "from = 2026-04-01"},
        {"until = 2026-03-01", "until = 2026-02-01", "it lies after \"from\"", "until = 2026-02-01"},
    });
    const std::string again = std::string(whole) +
                              "[[specialization]]\ncode = \"again\"\ntechnology = \"clouds\"\nlevel = "
                              "\"expert\"\nname = \"A\"\ndirections = []\nbenefits = []\n"
                              "[[specialization.condition]]\ncode = \"C1\"\nkind = \"plan\"\n";
    EXPECT_THAT(read_edition(again, "x").error().message, HasSubstr("has this technology and level"));
    EXPECT_TRUE(read_edition(with(again, "level = \"expert\"\nname = \"A\"", "name = \"A\""), "x").ok());
}

TEST(EditionReader, RefusesCodesThatAreNotDeclared) {
    expect_all_refused({
        {"technology = \"clouds\", from", "technology = \"cloud\", from", "There is no technology \"cloud\""},
        {"technology = \"clouds\"\nlevel", "technology = \"smog\"\nlevel", "There is no technology \"smog\""},
        {"service = \"hail\"", "service = \"snow\"", "There is no service \"snow\""},
        {"benefits = [\"tea\"]", "benefits = [\"cake\"]", "There is no benefit \"cake\""},
        {"services = \"clouds\"\nat", "services = \"smog\"\nat", "There is no technology \"smog\""},
        {"services = \"clouds\"\nat", "services = \"fogs\"\nat", "no service counts for \"fogs\""},
        {"product = \"kite\"", "product = \"balloon\"", "There is no product \"balloon\""},
        {"certificates = [\"pilot\"]", "certificates = [\"cook\"]", "There is no certificate \"cook\""},
        {"\"navigator\"]]", "\"cook\"]]", "There is no certificate \"cook\""},
        {"certificates = [\"pilot\"]", "certificates = [5]", "The code of a certificate is needed"},
    });
}

TEST(EditionReader, RefusesTooFew) {
    expect_all_refused({
        {"[[specialization.condition.alternative]]\ncode = \"C7.a\"\nkind = \"projects\"\nproduct = "
         "\"kite\"\nat_least = 3\nmonths = 6\n",
         "", "\"alternative\": a list of at least 2", "[[specialization.condition.alternative]]"},
        {"roles = [{ code = \"S1\", certificates = [\"pilot\"] }, { code = \"S2\", certificates = "
         "[[\"pilot\", \"navigator\"]] }]",
         "roles = []", "\"roles\": a list of at least 1"},
    });
}

TEST(EditionReader, TellsEverythingAtOnceInTheOrderOfTheFile) {
    auto text = with(whole, "percent = 20", "percent = \"20\"");
    text = with(text, "from = 2026-01-01\ntransition", "colour = 1\ntransition");
    text = with(text, "kind = \"plan\"", "kind = \"plot\"");
    text = with(text, "product = \"kite\"", "product = \"balloon\"");
    const auto error = read_edition(text, "x.toml").error();
    std::vector<std::string> places;
    for (const auto& each : error.details["findings"].array())
        places.emplace_back(each["place"].string_or(""));
    EXPECT_THAT(places, testing::ElementsAre("x.toml:1:1", "x.toml:2:1", "x.toml:7:11",
                                             testing::StartsWith("x.toml:"), testing::StartsWith("x.toml:")))
        << states::to_json(error.details);
    EXPECT_EQ(places[3], "x.toml:" + std::to_string(line_of(text, "\"plot\"")) + ":8");
    EXPECT_EQ(places[4], "x.toml:" + std::to_string(line_of(text, "\"balloon\"")) + ":11");
}

TEST(EditionReader, ReadsWhatThePageShows) {
    std::ifstream in(PROJECT_DIR "/docs/rulebook.md");
    std::ostringstream all;
    all << in.rdbuf();
    const std::string page = all.str(), fence = "```toml\n";
    const auto begin = page.find(fence);
    ASSERT_NE(begin, std::string::npos);
    const auto end = page.find("```", begin + fence.size());
    const auto shown = edition(page.substr(begin + fence.size(), end - begin - fence.size()), "page");
    EXPECT_EQ(shown.version, "r3");
    EXPECT_EQ(shown.specializations.at(0).reward->comarketing_basis_points, 150);
}

TEST(EditionReader, SaysItInRussianToo) {
    const auto error = read_edition(with(whole, "product = \"kite\"", "product = \"balloon\""), "x").error();
    EXPECT_EQ(error.details["findings"].array()[0]["text"]["ru"].string_or(""),
              "В этом файле не объявлено: продукт «balloon»; объявите или исправьте код.");
}

}  // namespace
}  // namespace waymark::partner
