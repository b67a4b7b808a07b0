// Who stands in for whom: a person's absence in its chart, and what an index over persons makes of it.
#include "workflows/partner/presence.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "tests/workflows/partner/small_town.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;
using testing::UnorderedElementsAre;

const Instant monday = msk("2026-03-02 12:00");
constexpr const char* fit = "{'present': true, 'himself': false, 'shares_role': true}";

Life person() { return {"person", json("{'name': 'subject:1', 'roles': ['pam']}"), monday}; }
Value absence(const std::string& from, const std::string& to, const std::string& facts = fit) {
    return json("{'deputy': '0000000000009', 'from': '" + from + "', 'to': '" + to +
                "', 'facts': {'deputy': " + facts + "}}");
}

TEST(Deputies, ActFromTheFirstToTheLastDay) {
    Life pavel = person();
    EXPECT_TRUE(pavel.send("deputy.set", absence("2026-03-04", "2026-03-06"), monday));
    EXPECT_EQ(pavel.datum("deputy")["acting"], Value(false));
    EXPECT_THAT(pavel.timers(), UnorderedElementsAre(Pair("deputy_begins", msk("2026-03-04 00:00")),
                                                     Pair("deputy_ends", msk("2026-03-07 00:00"))));
    pavel.run_to(msk("2026-03-03 23:59:59"));
    EXPECT_EQ(pavel.datum("deputy")["acting"], Value(false));
    pavel.run_to(msk("2026-03-04 00:00"));
    EXPECT_EQ(pavel.datum("deputy")["acting"], Value(true));
    pavel.run_to(msk("2026-03-06 23:59:59"));
    EXPECT_EQ(pavel.datum("deputy")["acting"], Value(true));
    pavel.run_to(msk("2026-03-07 00:00"));
    EXPECT_EQ(pavel.datum("deputy"), Value(nullptr));
}

TEST(Deputies, ActAtOnceWhenTheAbsenceHasBegun) {
    Life pavel = person();
    EXPECT_TRUE(pavel.send("deputy.set", absence("2026-02-27", "2026-03-02"), monday));
    EXPECT_EQ(pavel.datum("deputy")["acting"], Value(true));
    EXPECT_TRUE(pavel.send("deputy.set", absence("2026-03-10", "2026-03-11"), monday)) << "another, instead";
    EXPECT_EQ(pavel.datum("deputy")["acting"], Value(false));
    EXPECT_EQ(pavel.timers().at("deputy_ends"), msk("2026-03-12 00:00"));
    EXPECT_TRUE(pavel.send("deputy.clear", monday));
    EXPECT_EQ(pavel.datum("deputy"), Value(nullptr));
    EXPECT_THAT(pavel.timers(), IsEmpty());
    EXPECT_THAT(pavel.chance("deputy.clear", monday), StartsWith("NO_DEPUTY"));
}

TEST(Deputies, AreRefusedWithTheReason) {
    const Life pavel = person();
    const auto refusal = [&](const Value& data) { return pavel.chance("deputy.set", data, monday); };
    EXPECT_THAT(refusal(absence("2026-03-06", "2026-03-04")), StartsWith("BAD_DATES"));
    EXPECT_THAT(refusal(absence("2026-02-30", "2026-03-04")), StartsWith("BAD_DATES"));
    EXPECT_THAT(refusal(absence("2026-02-20", "2026-03-01")), StartsWith("DATES_IN_PAST"));
    const auto with = [&](const char* facts) { return refusal(absence("2026-03-04", "2026-03-06", facts)); };
    EXPECT_THAT(with("{'present': false, 'himself': false, 'shares_role': false}"),
                StartsWith("NO_SUCH_PERSON"));
    EXPECT_THAT(with("{'present': true, 'himself': true, 'shares_role': true}"), StartsWith("HIMSELF"));
    EXPECT_THAT(with("{'present': true, 'himself': false, 'shares_role': false}"),
                StartsWith("NO_COMMON_ROLE"));
}

class Town : public testing::Test {
  protected:
    /// A pam whose deputy is this one.
    runtime::InstanceId away(runtime::InstanceId deputy, bool acting = true) {
        town_.tell("subject:e.pavel", "pavel@provider.example");
        return town_.add("person", Value::Object{{"name", "subject:n.pavel"},
                                                 {"email", "subject:e.pavel"},
                                                 {"roles", json("['pam']")},
                                                 {"deputy", Value::Object{{"person", to_text(deputy)},
                                                                          {"from", "2026-03-01"},
                                                                          {"to", "2026-03-09"},
                                                                          {"acting", acting}}}});
    }
    SmallTown town_;
    Presence presence_;
};

TEST_F(Town, KnowsWhoStandsInForWhom) {
    const auto polina = town_.add_person("Polina", "pam", "polina@provider.example");
    const auto pavel = away(polina), other = away(polina, false);
    for (const auto id : {polina, pavel, other}) presence_.take(*town_.instance(id));
    EXPECT_TRUE(presence_.is_here(pavel));
    EXPECT_TRUE(presence_.stands_in(polina, pavel));
    EXPECT_FALSE(presence_.stands_in(pavel, polina));
    EXPECT_FALSE(presence_.stands_in(polina, other)) << "not yet";
    EXPECT_THAT(presence_.absent_behind(polina), ElementsAre(pavel));
    EXPECT_THAT(presence_.absent_behind(pavel), IsEmpty());
    town_.let_go(pavel);
    presence_.take(*town_.instance(pavel));
    EXPECT_FALSE(presence_.is_here(pavel));
    EXPECT_FALSE(presence_.stands_in(polina, pavel)) << "who has left is not away";
}

TEST_F(Town, WritesToTheAbsentAndToHisDeputy) {
    const auto polina = town_.add_person("Polina", "pam", "polina@provider.example");
    town_.add_person("Third", "pam", "third@provider.example");
    const auto pavel = away(polina);
    const auto partner = town_.add("partner", Value::Object{{"name", "R"}, {"pam", to_text(pavel)}});
    const auto told = [&] {
        std::vector<std::string> addresses;
        const auto found = addressees(town_.row(partner, "quit.received", "pam", {}), town_, {});
        for (const auto& each : *found) addresses.push_back(each.address);
        return addresses;
    };
    EXPECT_THAT(told(), ElementsAre("pavel@provider.example", "polina@provider.example"));
    town_.let_go(polina);
    EXPECT_THAT(told(), ElementsAre("pavel@provider.example"));
}

}  // namespace
}  // namespace waymark::partner
