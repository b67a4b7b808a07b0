// The operations of the service: status, clock, hold and resume, backups, tokens, quarantine.
#include <gmock/gmock.h>

#include "tests/adapters/http/visitor.hpp"

namespace waymark::http {
namespace {

using states::Value;

class Operations : public testing::Test {
  protected:
    Served served_;
    Visitor agent_{served_, served_.token("agent")};
    Visitor admin_{served_, served_.token("admin")};
};

TEST_F(Operations, StatusTellsTimeAndHolds) {
    const auto status = agent_.get("/api/v1/status");
    EXPECT_EQ(status.status, 200U) << status.body;
    EXPECT_TRUE(at(status, "hold").is_null());
    EXPECT_EQ(at(status, "rehearsal"), Value(true));
    EXPECT_EQ(text_at(status, "now"), "2026-03-02T12:40:00.000Z");
    agent_.new_ticket();
    EXPECT_GT(at(agent_.get("/api/v1/status"), "record").number(), at(status, "record").number());
}

TEST_F(Operations, TheRehearsalClockFiresWhatFallsDue) {
    const auto id = agent_.new_ticket();
    agent_.post("/api/v1/tickets/" + id + "/events", R"({"event":"ticket.wait","data":{"days":3}})");
    const auto dry = admin_.post("/api/v1/clock?dry_run=1", R"({"to":"2026-03-05T12:40:00Z"})");
    EXPECT_EQ(text_at(dry, "now"), "2026-03-05T12:40:00.000Z") << dry.body;
    EXPECT_EQ(text_at(admin_.get("/api/v1/clock"), "now"), "2026-03-02T12:40:00.000Z");
    const auto moved = admin_.post("/api/v1/clock", R"({"advance_ms":259200000})", "k1");
    EXPECT_EQ(moved.status, 200U) << moved.body;
    EXPECT_EQ(text_at(moved, "now"), "2026-03-05T12:40:00.000Z");
    EXPECT_EQ(text_at(agent_.get("/api/v1/tickets/" + id), "state"), "open");
    EXPECT_EQ(text_at(admin_.post("/api/v1/clock", R"({"advance_ms":259200000})", "k1"), "now"),
              "2026-03-05T12:40:00.000Z")
        << "the same request again moves nothing";
    EXPECT_EQ(code_of(admin_.post("/api/v1/clock", R"({"advance_ms":1})", "k1")), "idempotency-mismatch");
    EXPECT_EQ(text_at(admin_.post("/api/v1/clock", R"({"to":"2026-03-01T00:00:00Z"})"), "place"), "/to");
    EXPECT_EQ(code_of(admin_.post("/api/v1/clock", "{}")), "form-invalid");
    EXPECT_EQ(code_of(admin_.post("/api/v1/clock", R"({"advance_ms":-1})")), "form-invalid");
}

TEST(RealOperations, TheClockIsMovedInARehearsalOnly) {
    const Served served({}, false);
    Visitor admin(served, served.token("admin"));
    EXPECT_EQ(code_of(admin.post("/api/v1/clock", R"({"advance_ms":1})")), "not-rehearsal");
}

TEST_F(Operations, BackupsAreWrittenOnceForEachName) {
    const auto made = admin_.post("/api/v1/backups", R"({"name":"before-audit"})", "k1");
    EXPECT_EQ(made.status, 201U) << made.body;
    EXPECT_EQ(text_at(made, "name"), "before-audit");
    EXPECT_EQ(admin_.post("/api/v1/backups", R"({"name":"before-audit"})", "k1").status, 201U);
    EXPECT_EQ(code_of(admin_.post("/api/v1/backups", R"({"name":"before-audit"})")), "backup-exists");
    for (const char* name : {"../x", ".x", "a/b", ""})
        EXPECT_EQ(
            text_at(admin_.post("/api/v1/backups", R"({"name":")" + std::string(name) + R"("})"), "place"),
            "/name")
            << name;
}

TEST_F(Operations, ATokensSecretIsShownOnce) {
    const auto person = text_at(admin_.post("/api/v1/persons", R"({"name":"Anna"})"), "instance.id");
    const auto body = R"({"person":")" + person + R"("})";
    const auto made = admin_.post("/api/v1/tokens", body, "k1");
    ASSERT_EQ(made.status, 201U) << made.body;
    EXPECT_FALSE(text_at(made, "token").empty());
    const auto again = admin_.post("/api/v1/tokens", body, "k1");
    EXPECT_EQ(again.status, 200U);
    EXPECT_TRUE(at(again, "token").is_null());
    EXPECT_EQ(text_at(again, "id"), text_at(made, "id")) << again.body;
    EXPECT_EQ(at(again, "replayed"), Value(true));
    const auto dry = admin_.post("/api/v1/tokens?dry_run=1", body);
    EXPECT_EQ(dry.status, 200U);
    EXPECT_TRUE(at(dry, "token").is_null());
    EXPECT_EQ(code_of(agent_.post("/api/v1/tokens", body)), "role-missing");
    EXPECT_EQ(text_at(admin_.post("/api/v1/tokens", R"({"person":"nobody"})"), "place"), "/person");
    EXPECT_EQ(text_at(admin_.post("/api/v1/tokens", R"({"person":")" + person + R"(","expires_at":"soon"})"),
                      "place"),
              "/expires_at");
}

}  // namespace
}  // namespace waymark::http
