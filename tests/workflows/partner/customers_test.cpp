// Customers, subaccounts and registered scopes, and whose consumption an account is on a day.
#include "workflows/partner/customers.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/drawer.hpp"

namespace waymark::partner {
namespace {

using runtime::InstanceId;
using states::Value;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const Instant june = msk("2026-06-01 12:00");

Date day(std::string_view text) { return parse_date(text).value(); }
std::string id_text(std::uint64_t number) { return runtime::to_text(InstanceId{number}); }

Life customer(const char* direct = "true") {
    return {"customer",
            json("{'partner': '0123456789abd', 'name': 'subject:1', 'tin': null, 'direct_contract': " +
                 std::string(direct) + "}"),
            june};
}

Value with_facts(const std::string& members, const std::string& facts) {
    return json("{" + members + ", 'facts': {'partner': {'live': true}, " + facts + "}}");
}

TEST(Customer, BeginsSubaccountsThatNobodyElseHas) {
    Life vasilek = customer();
    ASSERT_TRUE(vasilek.send("subaccount.add",
                             with_facts("'account': 'acc-1'", "'account': {'taken_by': []}"), june));
    EXPECT_EQ(vasilek.told().find("start subaccount")->second,
              json("{'partner': '0123456789abd', 'account': 'acc-1'}"));
    EXPECT_THAT(vasilek.chance("subaccount.add",
                               with_facts("'account': 'acc-1'", "'account': {'taken_by': ['x']}"), june),
                StartsWith("DUPLICATE"));
    EXPECT_THAT(vasilek.chance("remove", june), StartsWith("IN_USE"));
    EXPECT_EQ(customer().chance("remove", june), "yes");
}

TEST(Customer, HasScopesOnlyUnderADirectContract) {
    const std::string scope = "'scope': 'b1gfolder', 'kind': 'folder', 'from': '2026-05-20'";
    Life direct = customer();
    EXPECT_THAT(
        customer("false").chance("scope.register", with_facts(scope, "'scope': {'taken_by': []}"), june),
        StartsWith("CUSTOMER_NOT_DIRECT"));
    EXPECT_THAT(direct.chance("scope.register", with_facts(scope, "'scope': {'taken_by': ['x']}"), june),
                StartsWith("DUPLICATE"));
    EXPECT_THAT(direct.chance("scope.register",
                              with_facts("'scope': 'b', 'kind': 'cloud', 'from': '2026-06-02'",
                                         "'scope': {'taken_by': []}"),
                              june),
                StartsWith("BAD_DATE"));
    ASSERT_TRUE(direct.send("scope.register", with_facts(scope, "'scope': {'taken_by': []}"), june));
    EXPECT_EQ(direct.told().find("start scope")->second["from"], Value("2026-05-20"));
}

TEST(Subaccount, GoesItsWay) {
    Life account("subaccount", json("{'partner': '0123456789abd', 'account': 'acc-1'}"), june);
    const Value today = json("{'on': '2026-06-01', 'facts': {'partner': {'live': true}}}");
    EXPECT_EQ(account.states(), "invited");
    EXPECT_THAT(account.chance("activate", today.with("on", "2026-06-02"), june), StartsWith("BAD_DATE"));
    ASSERT_TRUE(account.send("activate", today.with("on", "2026-05-20"), june));
    ASSERT_TRUE(account.send("suspend", june));
    EXPECT_EQ(account.states(), "suspended");
    ASSERT_TRUE(account.send("resume", june));
    EXPECT_EQ(account.states(), "active");
    EXPECT_THAT(account.chance("deactivate", json("{'on': '2026-05-19'}"), june), StartsWith("BAD_DATE"));
    ASSERT_TRUE(account.send("deactivate", json("{'on': '2026-06-01'}"), june));
    EXPECT_EQ(account.states(), "inactive");
    EXPECT_EQ(account.datum("from"), Value("2026-05-20"));
    EXPECT_EQ(account.datum("to"), Value("2026-06-01"));
}

const std::string live = "'facts': {'partner': {'live': true}}";

TEST(Customers, AnAccountBelongsToOnePartnerAtATime) {
    Drawer drawer;
    const auto subaccount = [&](std::uint64_t partner) {
        return drawer.add("subaccount", partner,
                          "{'partner': '" + id_text(partner) + "', 'account': 'acc-1'}", june);
    };
    const auto first = subaccount(7);
    const auto taken_by = [&] {
        return drawer.fact("account", first, "{'account': 'acc-1'}")["taken_by"].array();
    };
    EXPECT_THAT(taken_by(), SizeIs(1)) << "who is invited counts";
    EXPECT_FALSE(account_on(drawer.find(), "acc-1", day("2026-06-01"))) << "not accepted yet";
    ASSERT_TRUE(drawer.send(first, "activate", "{'on': '2026-03-01', " + live + "}", june));
    EXPECT_THAT(taken_by(), SizeIs(1));
    ASSERT_TRUE(drawer.send(first, "suspend", "{}", june));
    EXPECT_TRUE(account_on(drawer.find(), "acc-1", day("2026-06-01"))) << "suspended is still the partner's";
    ASSERT_TRUE(drawer.send(first, "deactivate", "{'on': '2026-05-01'}", june));
    EXPECT_THAT(taken_by(), IsEmpty());
    const auto second = subaccount(8);
    ASSERT_TRUE(drawer.send(second, "activate", "{'on': '2026-05-10', " + live + "}", june));
    const auto on = [&](const char* text) { return account_on(drawer.find(), "acc-1", day(text)); };
    EXPECT_FALSE(on("2026-02-28"));
    EXPECT_EQ(on("2026-03-01")->partner.number, 7U);
    EXPECT_EQ(on("2026-04-30")->record, first);
    EXPECT_FALSE(on("2026-05-01")) << "the first day without it";
    EXPECT_FALSE(on("2026-05-09"));
    EXPECT_EQ(on("2026-05-10")->partner.number, 8U);
    EXPECT_FALSE(account_on(drawer.find(), "acc-2", day("2026-05-10")));
    drawer.undo(second);
    EXPECT_FALSE(on("2026-05-10"));
}

TEST(Customers, AScopeBelongsToOnePartnerAtATime) {
    Drawer drawer;
    const auto scope =
        drawer.add("scope", 7,
                   "{'partner': '" + id_text(7) +
                       "', 'scope': 'b1g', 'kind': 'cloud', 'product': 'brand-voice-cc', 'from': "
                       "'2026-05-20'}",
                   june);
    const auto taken_by = [&] { return drawer.fact("scope", scope, "{'scope': 'b1g'}")["taken_by"].array(); };
    EXPECT_THAT(taken_by(), SizeIs(1));
    EXPECT_EQ(scope_on(drawer.find(), "b1g", day("2026-05-20"))->product, "brand-voice-cc");
    EXPECT_FALSE(scope_on(drawer.find(), "b1g", day("2026-05-19")));
    ASSERT_TRUE(drawer.send(scope, "end", "{'on': '2026-06-01'}", june));
    EXPECT_THAT(taken_by(), IsEmpty());
    EXPECT_TRUE(scope_on(drawer.find(), "b1g", day("2026-05-31")));
    EXPECT_FALSE(scope_on(drawer.find(), "b1g", day("2026-06-01")));
    EXPECT_TRUE(drawer.fact("scope", scope, "{}").is_undefined());
    EXPECT_TRUE(drawer.fact("account", scope, "{}").is_undefined());
}

}  // namespace
}  // namespace waymark::partner
