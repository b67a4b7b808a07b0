#include "adapters/http/query.hpp"

#include <array>
#include <gmock/gmock.h>

namespace waymark::http {
namespace {

Query parsed(std::string_view text) {
    auto query = Query::parse(text);
    EXPECT_TRUE(query.ok()) << text;
    return query.ok() ? std::move(query).value() : Query();
}

TEST(Query, DecodesAndHandsOutByName) {
    auto query = parsed("filter=state%3Aactive&name=%D0%90%D0%BD%D0%BD%D0%B0&empty=&bare");
    EXPECT_EQ(query.take("filter"), "state:active");
    EXPECT_EQ(query.take("name"), "Анна");
    EXPECT_EQ(query.take("empty"), "");
    EXPECT_EQ(query.take("absent"), std::nullopt);
    const auto rest = query.finish();
    ASSERT_FALSE(rest);
    EXPECT_EQ(rest.error().code, "bad-query");
    EXPECT_EQ(rest.error().place, "bare");
    EXPECT_TRUE(parsed("").finish());
}

TEST(Query, EndsWhereItsTextEnds) {
    const std::string_view head = "limit=3 HTTP/1.1";
    EXPECT_EQ(parsed(head.substr(0, head.find(' '))).take("limit"), "3");
}

TEST(Query, RefusesWhatItCannotRead) {
    for (const char* text : {"a=%", "a=%zz", "a=%ff", "a=1&a=2"}) EXPECT_FALSE(Query::parse(text)) << text;
    std::string many = "a0=1";
    for (int i = 1; i < 30; ++i) many += "&a" + std::to_string(i) + "=1";
    EXPECT_FALSE(Query::parse(many));
}

TEST(Query, OnlyWhatMayStandsMoreThanOnce) {
    constexpr std::array<std::string_view, 1> repeatable = {"with"};
    auto query = Query::parse("with=a&at=1&with=b", repeatable);
    ASSERT_TRUE(query.ok());
    EXPECT_EQ(query->take("at"), "1");
    EXPECT_THAT(query->take_rest(),
                testing::ElementsAre(testing::Pair("with", "a"), testing::Pair("with", "b")));
    EXPECT_TRUE(query->finish());
    const auto twice = Query::parse("with=a&at=1&at=1", repeatable);
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().place, "at");
}

TEST(Query, NamesTheParameterThatIsWrong) {
    EXPECT_EQ(parsed("limit=0").take_limit().error().place, "limit");
    EXPECT_EQ(parsed("limit=201").take_limit().error().place, "limit");
    EXPECT_EQ(parsed("limit=1e1").take_limit().error().place, "limit");
    EXPECT_EQ(parsed("limit=200").take_limit().value(), 200U);
    EXPECT_EQ(parsed("").take_limit().value(), 50U);
    EXPECT_EQ(parsed("dry_run=yes").take_switch("dry_run").error().place, "dry_run");
    EXPECT_TRUE(parsed("dry_run=1").take_switch("dry_run").value());
    EXPECT_FALSE(parsed("").take_switch("dry_run").value());
    EXPECT_EQ(parsed("from=-1").take_number("from", 0).error().place, "from");
}

TEST(Cursor, ComesBackAsItWent) {
    const Cursor cursor{"timers", {-5, 9'223'372'036'854'775'807, 0}};
    const auto text = to_text(cursor);
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    auto query = parsed("cursor=" + text);
    const auto back = take_cursor(query, "timers", 3);
    ASSERT_TRUE(back.ok());
    EXPECT_EQ((*back)->numbers, cursor.numbers);
    auto absent = parsed("");
    EXPECT_EQ(*take_cursor(absent, "timers", 3), std::nullopt);
}

TEST(Cursor, OfAnotherListOrBrokenIsRefused) {
    const auto good = to_text(Cursor{"timers", {1}});
    for (const auto& text :
         {good.substr(1), good + "A", std::string("%21"), std::string("A"), to_text(Cursor{"outbox", {1}}),
          to_text(Cursor{"timers", {1, 2}}), to_text(Cursor{"timers", {}})}) {
        auto query = parsed("cursor=" + text);
        const auto back = take_cursor(query, "timers", 1);
        ASSERT_FALSE(back.ok()) << text;
        EXPECT_EQ(back.error().place, "cursor");
    }
}

}  // namespace
}  // namespace waymark::http
