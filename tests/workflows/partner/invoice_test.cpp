// An invoice: due to the end of its day, overdue from the next midnight on, paid, cancelled.
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::StartsWith;

const Instant june = msk("2026-06-01 12:00");

Life invoice(const char* due = "2026-06-15") {
    return {
        "invoice",
        json("{'partner': '0123456789abd', 'number': 'R-1', 'month': '2026-05', 'amount_kopecks': 120000, "
             "'issued_on': '2026-06-01', 'due_on': '" +
             std::string(due) + "'}"),
        june};
}

TEST(Invoice, IsOverdueFromTheMidnightAfterItsLastDay) {
    Life due = invoice();
    EXPECT_EQ(due.timers().at("term"), msk("2026-06-16 00:00"));
    due.run_to(msk("2026-06-15 23:59:59"));
    EXPECT_EQ(due.states(), "issued");
    EXPECT_EQ(due.datum("overdue"), Value(false));
    due.run_to(msk("2026-06-16 00:00"));
    EXPECT_EQ(due.states(), "overdue");
    EXPECT_EQ(due.datum("overdue"), Value(true));
    ASSERT_TRUE(due.send("pay", json("{'on': '2026-06-17'}"), msk("2026-06-17 10:00")));
    EXPECT_EQ(due.states(), "paid");
    EXPECT_EQ(due.datum("overdue"), Value(false));
    EXPECT_EQ(due.datum("paid_on"), Value("2026-06-17"));
    EXPECT_TRUE(due.timers().empty());
}

TEST(Invoice, ACorrectedTermCountsAnew) {
    Life late = invoice();
    const auto then = msk("2026-06-20 09:00");
    late.run_to(then);
    ASSERT_TRUE(late.send("correct", json("{'due_on': '2026-06-30', 'amount_kopecks': 99}"), then));
    EXPECT_EQ(late.states(), "issued");
    EXPECT_EQ(late.datum("overdue"), Value(false));
    EXPECT_EQ(late.datum("amount_kopecks"), Value(99));
    EXPECT_EQ(late.datum("number"), Value("R-1"));
    EXPECT_EQ(late.timers().at("term"), msk("2026-07-01 00:00"));
    EXPECT_THAT(late.chance("correct", json("{'due_on': '2026-05-30'}"), then), StartsWith("BAD_DATE"));
    EXPECT_THAT(late.chance("correct", json("{'issued_on': '2026-06-21'}"), then), StartsWith("BAD_DATE"));
}

TEST(Invoice, IsPaidOnADayThatHasCome) {
    Life open = invoice();
    EXPECT_THAT(open.chance("pay", json("{'on': '2026-06-02'}"), june), StartsWith("BAD_DATE"));
    EXPECT_THAT(open.chance("pay", json("{'on': '2026-02-30'}"), june), StartsWith("BAD_DATE"));
    EXPECT_EQ(open.chance("pay", json("{'on': '2026-05-31'}"), june), "yes") << "in advance";
}

TEST(Invoice, EndsWhenItIsCancelledEvenIfPaid) {
    Life open = invoice(), paid = invoice();
    ASSERT_TRUE(open.send("cancel", json("{'reason': 'subject:1'}"), june));
    EXPECT_FALSE(open.running());
    ASSERT_TRUE(paid.send("pay", json("{'on': '2026-06-01'}"), june));
    EXPECT_EQ(paid.chance("correct", json("{'number': 'R-2'}"), june), "not in state");
    ASSERT_TRUE(paid.send("cancel", json("{'reason': 'subject:1'}"), june));
    EXPECT_FALSE(paid.running());
}

TEST(Invoice, OneThatComesLateIsOverdueAtOnce) {
    Life late("invoice",
              json("{'partner': '0123456789abd', 'number': 'R-1', 'month': '2026-05', 'amount_kopecks': 1, "
                   "'issued_on': '2026-04-01', 'due_on': '2026-05-15'}"),
              june);
    late.run_to(june);
    EXPECT_EQ(late.states(), "overdue");
}

TEST(Invoice, IsRecordedAlsoOfAPartnerThatHasLeft) {
    Life partner("partner", json("{'name': 'subject:1'}"), june);
    const auto data = json(
        "{'number': 'R-1', 'month': '2026-05', 'amount_kopecks': 1, 'issued_on': "
        "'2026-06-01', 'due_on': '2026-06-15'}");
    ASSERT_TRUE(partner.send("invoice.record", data, june));
    EXPECT_EQ(partner.told().find("start invoice")->second["month"], Value("2026-05"));
    EXPECT_THAT(partner.chance("invoice.record", data.with("due_on", "2026-05-31"), june),
                StartsWith("BAD_DATE"));
    EXPECT_THAT(partner.chance("invoice.record", data.with("issued_on", "2026-06-02"), june),
                StartsWith("BAD_DATE"));
}

}  // namespace
}  // namespace waymark::partner
