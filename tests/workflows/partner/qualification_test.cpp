// qualification.toml: what it gives, and what of it is refused.
#include "workflows/partner/qualification.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/embedded.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Error refused(std::string_view what, std::string_view by) {
    std::string text(embedded::qualification_toml);
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    auto rulebook = read_rulebook(embedded::calendar_toml, "calendar.toml").value();
    const auto read = read_qualification(text.replace(at, what.size(), by), "qualification.toml", rulebook);
    if (!read) return read.error();
    ADD_FAILURE() << "was read: " << by;
    return {};
}

TEST(Qualification, GivesTheChartsTheirTerms) {
    const Rulebook& rulebook = shipped_rulebook();
    EXPECT_EQ(rulebook.parameter("interview.gap_minutes"), states::Value(15));
    EXPECT_EQ(rulebook.parameter("interview.opens"), states::Value("09:00"));
    EXPECT_EQ(rulebook.parameter("employee.warning_days"),
              states::Value(states::Value::Array{90, 60, 30, 7}));
    EXPECT_EQ(rulebook.parameter("technology.ml-ai.interview"), states::Value(false));
    EXPECT_EQ(rulebook.parameter("technology.security-compliance.specialists"), states::Value(1));
}

TEST(Qualification, RefusesWhatItDoesNotUnderstand) {
    const Error syntax = refused("gap_minutes = 15", "gap_minutes = ");
    EXPECT_EQ(syntax.code, "bad-rulebook");
    EXPECT_THAT(syntax.place, StartsWith("qualification.toml:"));
    const Error unknown = refused("gap_minutes = 15", "gap_minutez = 15");
    EXPECT_THAT(unknown.message, HasSubstr("gap_minutez"));
    EXPECT_THAT(unknown.place, StartsWith("qualification.toml:"));
    EXPECT_THAT(refused("gap_minutes = 15", "").message, HasSubstr("\"interview.gap_minutes\" is missing"));
    EXPECT_THAT(refused("gap_minutes = 15", "gap_minutes = -1").message, HasSubstr("0 to 480"));
    EXPECT_THAT(refused("gap_minutes = 15", "gap_minutes = 15.5").message, HasSubstr("whole number"));
    EXPECT_THAT(refused("gap_minutes = 15", "gap_minutes = \"15\"").message, HasSubstr("whole number"));
    EXPECT_THAT(refused("opens = \"09:00\"", "opens = \"9\"").message, HasSubstr("time of day"));
    EXPECT_THAT(refused("interview = true", "interview = 1").message, HasSubstr("true or false"));
    EXPECT_THAT(refused("[technology.ml-ai]", "[technology.quantum]").message,
                HasSubstr("technology.quantum"));
    EXPECT_THAT(refused("closing_days = 7", "closing_days = 28").message, HasSubstr("1 to 27"));
    for (const char* wrong : {"[]", "60", "[60, 90]", "[90, 90]", "[90, 0]", "[367]", "[90.5]", "['90']"})
        EXPECT_THAT(refused("[90, 60, 30, 7]", wrong).message, HasSubstr("366 down to 1")) << wrong;
    EXPECT_THAT(refused("longest_cure_days = 30", "longest_cure_days = 367").message, HasSubstr("0 to 366"));
}

}  // namespace
}  // namespace waymark::partner
