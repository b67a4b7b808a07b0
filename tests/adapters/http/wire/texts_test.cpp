// What is written: JSON, heads of answers, problem documents; and what is read of bodies and keys.
#include <gmock/gmock.h>
#include <set>

#include "adapters/http/body.hpp"
#include "adapters/http/idempotency.hpp"
#include "adapters/http/json.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/repeats.hpp"

namespace waymark::http {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Json, PutsCommasAndEscapesItself) {
    std::string out = "before";
    Json json(out);
    json.object().name("a").array().number(1).text("x\"\\\n\x01é").array().end_array().null().end_array();
    json.name("b").object().end_object().name("c").boolean(true).name("d").value(
        states::Value::Array{1, "y"});
    json.name("e").instant(Instant(std::chrono::seconds(0))).name("f").both({"one", "один"}).end_object();
    EXPECT_EQ(out,
              "before{\"a\":[1,\"x\\\"\\\\\\n\\u0001é\",[],null],\"b\":{},\"c\":true,\"d\":[1,\"y\"],"
              "\"e\":\"1970-01-01T00:00:00.000Z\",\"f\":{\"en\":\"one\",\"ru\":\"один\"}}");
}

TEST(Response, CarriesWhatEveryAnswerOfAnApiCarries) {
    Response response;
    response.status = 201;
    response.body = "{}";
    response.etag = "4";
    response.location = "/api/v1/notices/x";
    std::string out;
    write_response(out, response, http_date(784'111'777), false, true);
    EXPECT_THAT(out, testing::StartsWith("HTTP/1.1 201 Created\r\n"));
    EXPECT_THAT(out, testing::EndsWith("\r\n\r\n{}"));
    for (const char* field :
         {"Date: Sun, 06 Nov 1994 08:49:37 GMT", "Content-Type: application/json", "Content-Length: 2",
          "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
          "Content-Security-Policy: default-src 'none'", "Referrer-Policy: no-referrer", "ETag: \"4\"",
          "Location: /api/v1/notices/x", "Connection: close"})
        EXPECT_THAT(out, HasSubstr(std::string("\r\n") + field)) << field;
    out.clear();
    write_response(out, response, "d", true, false);
    EXPECT_THAT(out, testing::EndsWith("\r\n\r\n"));
    EXPECT_THAT(out, Not(HasSubstr("Connection:")));
}

TEST(Problem, IsThatOfRfc9457WithItsDetails) {
    const Error error{"version-stale", "It is \"newer\".", "If-Match",
                      states::Value::Object{{"version", 7}, {"status", 200}, {"code", "other"}}};
    const auto response = problem(error, "/api/v1/x");
    EXPECT_EQ(response.status, 412U);
    EXPECT_EQ(response.content_type, "application/problem+json");
    const auto body = states::parse_json(response.body);
    ASSERT_TRUE(body.ok()) << response.body;
    EXPECT_EQ((*body)["type"], states::Value("urn:waymark:error:version-stale"));
    EXPECT_EQ((*body)["status"], states::Value(412));
    EXPECT_EQ((*body)["detail"], states::Value("It is \"newer\"."));
    EXPECT_EQ((*body)["instance"], states::Value("/api/v1/x"));
    EXPECT_EQ((*body)["code"], states::Value("version-stale"));
    EXPECT_EQ((*body)["place"], states::Value("If-Match"));
    EXPECT_EQ((*body)["version"], states::Value(7));
    EXPECT_TRUE(problem(Error{"unauthenticated", "", "", {}}, "").challenge);
}

TEST(Problem, OfAnUnknownCodeIsOurFault) {
    const auto response = problem(Error{"no-such-code", "secret", "", {}}, "/");
    EXPECT_EQ(response.status, 500U);
    EXPECT_THAT(response.body, HasSubstr("\"code\":\"internal\""));
}

TEST(Problem, EachCodeHasOneRow) {
    std::set<std::string_view> codes;
    for (const auto& kind : problem_kinds()) {
        EXPECT_TRUE(codes.insert(kind.code).second) << kind.code;
        EXPECT_GE(kind.status, 400U);
    }
}

TEST(Body, NamesAllThatIsWrongAtOnce) {
    auto body = Body::parse(R"({"a/b":1,"number":1.5,"when":"soon","id":"x"})");
    ASSERT_TRUE(body.ok());
    body->text("absent");
    body->optional_number("number");
    body->optional_instant("when");
    body->id("id");
    const auto checked = body->finish();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "form-invalid");
    std::vector<std::string> pointers;
    for (const auto& each : checked.error().details["violations"].array())
        pointers.emplace_back(each["pointer"].string());
    EXPECT_THAT(pointers, testing::ElementsAre("/absent", "/number", "/when", "/id", "/a~1b"));
}

TEST(Body, IsAnObject) {
    EXPECT_EQ(Body::parse("[]").error().code, "form-invalid");
    EXPECT_EQ(Body::parse("7").error().code, "form-invalid");
    EXPECT_EQ(Body::parse("").error().code, "bad-json");
    EXPECT_EQ(Body::parse("{\"a\":1,\"a\":2}").error().code, "bad-json");
}

TEST(Body, MovesPointersOfAPartBelowIt) {
    const Error error{"form-invalid", "m", "/date",
                      states::Value::Object{{"violations", states::Value::Array{states::Value::Object{
                                                               {"pointer", "/date"}, {"message", "m"}}}}}};
    const auto moved = below("/data", error);
    EXPECT_EQ(moved.place, "/data/date");
    EXPECT_EQ(moved.details["violations"].array()[0]["pointer"], states::Value("/data/date"));
    EXPECT_EQ(below("/data", Error{"busy", "", "", {}}).place, "");
}

TEST(IdempotencyKey, IsOneToTwoHundredFiftyFiveVisibleCharacters) {
    EXPECT_EQ(read_idempotency_key("", false).error().code, "idempotency-key-missing");
    EXPECT_EQ(*read_idempotency_key("\"abc\"", true), "abc");
    EXPECT_EQ(*read_idempotency_key(std::string(255, 'a'), true), std::string(255, 'a'));
    for (const auto& key : {std::string(), std::string("\"\""), std::string(256, 'a'), std::string("a b"),
                            std::string("a\"b"), std::string("\xc3\xa9")})
        EXPECT_EQ(read_idempotency_key(key, true).error().code, "idempotency-key-bad") << key;
}

TEST(IdempotencyKey, DependsOnWhoWhatAndWhere) {
    const auto base = idempotency_key({1}, "POST", "/a", "k", "{}");
    EXPECT_EQ(base, idempotency_key({1}, "POST", "/a", "k", "{}"));
    EXPECT_NE(base.key, idempotency_key({2}, "POST", "/a", "k", "{}").key);
    EXPECT_NE(base.key, idempotency_key({1}, "POST", "/b", "k", "{}").key);
    EXPECT_NE(base.key, idempotency_key({1}, "POST", "/a", "l", "{}").key);
    EXPECT_EQ(base.key, idempotency_key({1}, "POST", "/a", "k", "{ }").key);
    EXPECT_NE(base.body, idempotency_key({1}, "POST", "/a", "k", "{ }").body);
}

TEST(Repeats, GiveTheAnswerOfThen) {
    Repeats repeats;
    const auto key = idempotency_key({1}, "POST", "/a", "k", "{}");
    const auto other_body = idempotency_key({1}, "POST", "/a", "k", "{1}");
    EXPECT_EQ(*repeats.begin(key), std::nullopt);
    EXPECT_EQ(repeats.begin(key).error().code, "idempotency-in-flight");
    EXPECT_EQ(repeats.begin(other_body).error().code, "idempotency-mismatch");
    repeats.end(key, std::nullopt);
    EXPECT_EQ(*repeats.begin(key), std::nullopt) << "what came to nothing may be tried again";
    Response response;
    response.body = "done";
    repeats.end(key, response);
    EXPECT_EQ((*repeats.begin(key))->body, "done");
}

}  // namespace
}  // namespace waymark::http
