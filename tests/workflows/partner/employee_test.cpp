// Employees: stays, certificates, and the warnings of their ends, by the chart alone.
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::StartsWith;

const Instant june = msk("2026-06-01 12:00");
const std::string known =
    "'certificate': {'name': {'en': 'Cloud infrastructure protection', 'ru': 'Защита облачной "
    "инфраструктуры'}, 'fault': null}";
const std::string live = "'facts': {'partner': {'live': true}, " + known + "}";
const std::string gone = "'facts': {'partner': {'live': false}, " + known + "}";

Value with_live(const std::string& members = "") {
    return json("{" + members + (members.empty() ? "" : ", ") + live + "}");
}

Life employee(Instant at = june) {
    return {"employee",
            json("{'partner': '0123456789abd', 'name': 'subject:1', 'from': '2024-02-01', 'to': null}"), at};
}

const std::string protection =
    "'code': 'cip', 'number': '17', 'trained_on': '2025-09-01', 'certified_on': '2025-10-16'";

/// S15: valid to 15 October 2026.
Life certified(Instant at = june) {
    Life olga = employee(at);
    EXPECT_TRUE(olga.send("certificate.add", with_live(protection + ", 'valid_to': '2026-10-15'"), at));
    return olga;
}

/// Goes from warning to warning as the clock would, and says when each was.
std::vector<Instant> warned(Life& life, const std::string& message, int most = 20) {
    std::vector<Instant> told;
    while (!life.timers().empty() && most-- > 0) {
        const Instant due = life.timers().at("ending");
        EXPECT_TRUE(life.send("ending.due", with_live(), due));
        if (life.messages().count(message) == 1) told.push_back(due);
    }
    EXPECT_THAT(life.timers(), IsEmpty());
    return told;
}

TEST(Employee, S15_IsWarnedOfOnFourDatesAndOnTheDayAfter) {
    Life olga = certified();
    EXPECT_THAT(olga.timers(), ElementsAre(Pair("ending", msk("2026-07-17 10:00")))) << "one at a time";
    EXPECT_THAT(warned(olga, "specialization.cert_expiring"),
                ElementsAre(msk("2026-07-17 10:00"), msk("2026-08-16 10:00"), msk("2026-09-15 10:00"),
                            msk("2026-10-08 10:00")));
    olga = certified();
    EXPECT_THAT(warned(olga, "specialization.cert_expired"), ElementsAre(msk("2026-10-16 00:00")));
    EXPECT_EQ(olga.states(), "employed");
}

TEST(Employee, AWarningSaysWhatEndsWhen) {
    Life olga = certified();
    ASSERT_TRUE(olga.send("ending.due", with_live(), msk("2026-09-15 10:00")));
    EXPECT_THAT(olga.audiences("specialization.cert_expiring"), ElementsAre("partner", "pam"));
    const Value& told = olga.message("specialization.cert_expiring");
    EXPECT_EQ(told["employee"], Value("subject:1"));
    ASSERT_THAT(told["endings"].array(), SizeIs(1));
    const Value& ending = told["endings"].array()[0];
    EXPECT_EQ(ending["code"], Value("cip"));
    EXPECT_EQ(ending["last_day"], Value("2026-10-15"));
    EXPECT_EQ(ending["days"], Value(30));
    EXPECT_EQ(ending["text"]["en"],
              Value("certificate “Cloud infrastructure protection” (17), last day 15 October 2026"));
    EXPECT_EQ(ending["text"]["ru"],
              Value("сертификат «Защита облачной инфраструктуры» (17), последний день 15 октября 2026 г."));
}

TEST(Employee, OfWhatIsPastNobodyIsWarnedAfterwards) {
    EXPECT_THAT(certified(msk("2026-09-15 10:00")).timers(),
                ElementsAre(Pair("ending", msk("2026-10-08 10:00"))));
    EXPECT_THAT(certified(msk("2026-10-15 23:59")).timers(),
                ElementsAre(Pair("ending", msk("2026-10-16 00:00"))));
    EXPECT_THAT(certified(msk("2026-10-16 00:00")).timers(), IsEmpty());
}

TEST(Employee, TwoCertificatesOfOneDayMakeOneLetter) {
    Life olga = certified();
    ASSERT_TRUE(olga.send("certificate.add", with_live("'code': 'cse', 'valid_to': '2026-10-15'"), june));
    ASSERT_TRUE(olga.send("certificate.add", with_live("'code': 'gitops', 'valid_to': '2026-12-31'"), june));
    ASSERT_TRUE(olga.send("ending.due", with_live(), msk("2026-07-17 10:00")));
    EXPECT_THAT(olga.message("specialization.cert_expiring")["endings"].array(), SizeIs(2));
    EXPECT_EQ(olga.datum("certificates").array()[1]["id"], Value("c2"));
}

TEST(Employee, ACorrectionOrAWithdrawalPlansAnew) {
    Life olga = certified();
    ASSERT_TRUE(olga.send("certificate.correct",
                          with_live("'certificate': 'c1', 'code': 'cip', 'valid_to': '2026-12-31'"), june));
    EXPECT_THAT(olga.timers(), ElementsAre(Pair("ending", msk("2026-10-02 10:00"))));
    EXPECT_EQ(
        olga.datum("certificates"),
        json("[{'id': 'c1', 'code': 'cip', 'name': {'en': 'Cloud infrastructure protection', 'ru': 'Защита "
             "облачной инфраструктуры'}, 'number': null, 'trained_on': null, 'certified_on': null, "
             "'valid_to': '2026-12-31'}]"));
    ASSERT_TRUE(olga.send("certificate.withdraw", with_live("'certificate': 'c1'"), june));
    EXPECT_THAT(olga.timers(), IsEmpty());
    EXPECT_THAT(olga.datum("certificates").array(), IsEmpty());
    ASSERT_TRUE(olga.send("certificate.add", with_live("'code': 'cse'"), june));
    EXPECT_EQ(olga.datum("certificates").array()[0]["id"], Value("c2")) << "an id is never used again";
    EXPECT_THAT(olga.timers(), IsEmpty()) << "without an expiry it lasts for ever";
    EXPECT_THAT(olga.chance("certificate.withdraw", with_live("'certificate': 'c1'"), june),
                StartsWith("NO_CERTIFICATE"));
}

TEST(Employee, ACertificateThatTheRulesDoNotKnowIsNotTaken) {
    const Life olga = certified();
    const std::string fault =
        ", 'facts': {'partner': {'live': true}, 'certificate': {'name': null, 'fault': {'en': "
        "'CERT_UNKNOWN: no such.', 'ru': 'CERT_UNKNOWN: нет такого.'}}}}";
    for (const auto& [event, data] :
         {std::pair("certificate.add", "{'code': 'cisco'"),
          std::pair("certificate.correct", "{'certificate': 'c1', 'code': 'cisco'")}) {
        EXPECT_EQ(olga.chance(event, json(data + fault), june), "CERT_UNKNOWN: no such.") << event;
        EXPECT_EQ(olga.chance(event, json(data + fault), june, "ru"), "CERT_UNKNOWN: нет такого.") << event;
    }
}

TEST(Employee, DatesMustFit) {
    const Life olga = certified();
    const std::vector<std::string> wrong = {"'trained_on': '2026-02-30'", "'certified_on': '2026-06-02'",
                                            "'trained_on': '2026-06-02'",
                                            "'trained_on': '2026-03-02', 'certified_on': '2026-03-01'",
                                            "'certified_on': '2026-03-01', 'valid_to': '2026-02-28'"};
    for (const auto& dates : wrong)
        for (const char* language : {"en", "ru"}) {
            EXPECT_THAT(olga.chance("certificate.add", with_live("'code': 'cse', " + dates), june, language),
                        StartsWith("BAD_DATE: "))
                << dates;
            EXPECT_THAT(
                olga.chance("certificate.correct", with_live("'certificate': 'c1', 'code': 'cse', " + dates),
                            june, language),
                StartsWith("BAD_DATE: "))
                << dates;
        }
    EXPECT_EQ(
        olga.chance("certificate.add",
                    with_live("'code': 'cse', 'trained_on': '2026-06-01', 'certified_on': '2026-06-01', "
                              "'valid_to': '2026-06-01'"),
                    june),
        "yes");
}

TEST(Employee, AKnownEndOfTheEmploymentIsWarnedOfToo) {
    Life olga = certified();
    ASSERT_TRUE(olga.send("leave", with_live("'to': '2026-10-01'"), june));
    EXPECT_EQ(olga.states(), "employed");
    EXPECT_THAT(warned(olga, "specialization.cert_expiring"),
                ElementsAre(msk("2026-07-02 10:00"), msk("2026-08-01 10:00"), msk("2026-08-31 10:00"),
                            msk("2026-09-23 10:00")))
        << "the certificate outlasts the employment and ends with it";
    EXPECT_EQ(olga.states(), "left");
    EXPECT_EQ(olga.message("specialization.cert_expired")["endings"].array()[0]["text"]["en"],
              Value("employment, last day 30 September 2026"));
}

TEST(Employee, WithoutCertificatesLeavesSilently) {
    Life ivan = employee();
    ASSERT_TRUE(ivan.send("leave", with_live("'to': '2026-10-01'"), june));
    EXPECT_THAT(ivan.timers(), ElementsAre(Pair("ending", msk("2026-10-01 00:00"))));
    ASSERT_TRUE(ivan.send("ending.due", with_live(), msk("2026-10-01 00:00")));
    EXPECT_THAT(ivan.messages(), IsEmpty());
    EXPECT_EQ(ivan.states(), "left");
}

TEST(Employee, StaysLeavesAndReturns) {
    Life olga = certified();
    EXPECT_THAT(olga.chance("stay", with_live(), june), StartsWith("NOT_LEAVING"));
    EXPECT_THAT(olga.chance("leave", with_live("'to': '2024-02-01'"), june), StartsWith("BAD_DATE"));
    ASSERT_TRUE(olga.send("leave", with_live("'to': '2026-07-01'"), june));
    ASSERT_TRUE(olga.send("stay", with_live(), june));
    EXPECT_EQ(olga.datum("stays"), json("[{'from': '2024-02-01', 'to': null}]"));
    EXPECT_THAT(olga.timers(), ElementsAre(Pair("ending", msk("2026-07-17 10:00"))));
    ASSERT_TRUE(olga.send("leave", with_live("'to': '2026-06-01'"), june));
    EXPECT_EQ(olga.states(), "left") << "today is the first day without him";
    EXPECT_THAT(olga.timers(), IsEmpty());
    EXPECT_THAT(olga.chance("return", with_live("'from': '2026-05-31'"), june), StartsWith("BAD_DATE"));
    ASSERT_TRUE(olga.send("return", with_live("'from': '2026-06-01'"), june));
    EXPECT_EQ(olga.states(), "employed");
    EXPECT_EQ(olga.datum("stays"),
              json("[{'from': '2024-02-01', 'to': '2026-06-01'}, {'from': '2026-06-01', 'to': null}]"));
    EXPECT_THAT(olga.timers(), ElementsAre(Pair("ending", msk("2026-07-17 10:00"))));
}

TEST(Employee, WhoIsAddedAfterLeavingHasLeft) {
    const Life ivan("employee",
                    json("{'partner': '0123456789abd', 'name': 'subject:1', 'from': '2024-02-01', 'to': "
                         "'2026-06-01'}"),
                    june);
    EXPECT_EQ(ivan.states(), "left");
}

TEST(Employee, OfAPartnerThatIsGoneNothingChangesAndNobodyIsWarned) {
    Life olga = certified();
    ASSERT_TRUE(olga.send("ending.due", json("{" + gone + "}"), msk("2026-07-17 10:00")));
    EXPECT_THAT(olga.messages(), IsEmpty());
    EXPECT_THAT(olga.timers(), ElementsAre(Pair("ending", msk("2026-08-16 10:00")))) << "it may come back";
    const std::vector<std::pair<const char*, std::string>> changes = {
        {"certificate.add", "'code': 'cse'"},
        {"certificate.correct", "'certificate': 'c1', 'code': 'cse'"},
        {"certificate.withdraw", "'certificate': 'c1'"},
        {"rename", "'name': 'subject:2'"},
        {"leave", "'to': '2026-07-01'"}};
    for (const auto& [event, data] : changes) {
        EXPECT_EQ(olga.chance(event, with_live(data), june), "yes") << event;
        EXPECT_THAT(olga.chance(event, json("{" + data + ", " + gone + "}"), june), StartsWith("NOT_PARTNER"))
            << event;
    }
}

TEST(Employee, WhoWasEnteredByMistakeIsRemoved) {
    Life olga = certified();
    ASSERT_TRUE(olga.send("remove", june));
    EXPECT_FALSE(olga.running());
    EXPECT_THAT(olga.timers(), IsEmpty());
}

}  // namespace
}  // namespace waymark::partner
