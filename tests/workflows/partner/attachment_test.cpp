// The life of an attachment, and what belongs to it: who completes and withdraws it, when its bytes go, and
// what a plan and an application know of it.
#include <gmock/gmock.h>

#include "tests/workflows/partner/applying.hpp"
#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::HasSubstr;

const Instant noon = msk("2026-03-02 12:00");
const std::string digest(64, 'a');

Life attachment(const char* kind = "evidence") {
    Life life("attachment",
              json("{'kind': '" + std::string(kind) +
                   "', 'of': 'p', 'workflow': 'plan', 'file': 'subject:1', 'media_type': 'application/pdf', "
                   "'added_by': 'olga'}"),
              noon);
    life.as("olga");
    return life;
}
Value found(const std::string& sha256, const char* problem = "null", int size = 7) {
    return json("{'size': " + std::to_string(size) + ", 'sha256': '" + sha256 + "', 'problem': " + problem +
                "}");
}
Life kept(const char* kind = "evidence") {
    auto life = attachment(kind);
    EXPECT_TRUE(life.send("complete", json("{'size': 7, 'sha256': '" + digest + "'}"), noon));
    EXPECT_TRUE(life.send("checked", found(digest), noon));
    EXPECT_EQ(life.states(), "kept");
    return life;
}

TEST(Attachment, IsKeptAsItWasSaid) {
    auto life = kept();
    EXPECT_EQ(life.datum("size"), Value(7));
    EXPECT_EQ(life.datum("sha256"), Value(digest));
    EXPECT_TRUE(life.timers().empty());
}

TEST(Attachment, IsRefusedWhenItIsSomethingElse) {
    for (const auto& [checked, problem] : {std::pair{found(digest, "'OTHER_TYPE'"), "OTHER_TYPE"},
                                           {found(std::string(64, 'b')), "OTHER_BYTES"},
                                           {found(digest, "null", 8), "OTHER_BYTES"},
                                           {found(std::string(64, 'b'), "'OTHER_TYPE'"), "OTHER_BYTES"}}) {
        auto life = attachment();
        life.send("complete", json("{'size': 7, 'sha256': '" + digest + "'}"), noon);
        EXPECT_TRUE(life.send("checked", checked, noon));
        EXPECT_EQ(life.states(), "refused");
        EXPECT_EQ(life.datum("problem"), Value(problem));
        EXPECT_FALSE(life.running());
    }
}

TEST(Attachment, IsGivenUpAfterADay) {
    auto life = attachment();
    life.run_to(msk("2026-03-03 11:59:59"));
    EXPECT_EQ(life.states(), "receiving");
    life.run_to(msk("2026-03-03 12:00"));
    EXPECT_EQ(life.states(), "erased");
}

TEST(Attachment, IsWithdrawnByWhoAttachedItWithinADay) {
    auto life = kept();
    EXPECT_THAT(life.as("anton").chance("withdraw", noon), HasSubstr("NOT_YOURS"));
    EXPECT_THAT(life.as("olga").chance("withdraw", msk("2026-03-03 12:00")), HasSubstr("TOO_LATE"));
    EXPECT_TRUE(life.send("withdraw", msk("2026-03-03 11:59")));
    EXPECT_EQ(life.states(), "withdrawn");
    life.run_to(msk("2026-03-03 12:58"));
    EXPECT_EQ(life.states(), "withdrawn") << "as long as it can be undone";
    life.run_to(msk("2026-03-03 12:59"));
    EXPECT_EQ(life.states(), "erased");
    auto other = kept();
    EXPECT_TRUE(other.as("lead").send("remove", json("{'reason': 'subject:2'}"), msk("2026-09-01 10:00")));
    EXPECT_EQ(other.states(), "withdrawn");
}

TEST(Attachment, NobodyElseCompletesIt) {
    auto life = attachment();
    EXPECT_THAT(life.as("anton").chance("complete", json("{'size': 7, 'sha256': '" + digest + "'}"), noon),
                HasSubstr("NOT_YOURS"));
    EXPECT_THAT(life.chance("withdraw", noon), HasSubstr("NOT_YOURS"));
}

TEST(Attachment, OfABusinessPlanItsOwnerIsTold) {
    auto life = kept("business-plan");
    EXPECT_TRUE(life.told().contains("parent attachment.kept"));
    life.send("withdraw", noon);
    EXPECT_TRUE(life.told().contains("parent attachment.withdrawn"));
    EXPECT_FALSE(kept("evidence").told().contains("parent attachment.kept"));
}

Value with_room(bool room) {
    return json(
        "{'kind': 'business-plan', 'file': 'subject:1', 'media_type': 'application/pdf', 'facts': "
        "{'partner': {'live': true}, "
        "'attachments': {'most': 20, 'room': " +
        std::string(room ? "true" : "false") + "}}}");
}

TEST(Attachment, APlanTakesSomeAndKnowsThoseThatAreKept) {
    Life plan("plan", json("{'partner': 'p', 'technology': 'devops', 'document': 'subject:1', 'note': null}"),
              noon);
    plan.as("olga");
    EXPECT_THAT(plan.chance("attachment.add", with_room(false), noon), HasSubstr("TOO_MANY: 20 files"));
    ASSERT_TRUE(plan.send("attachment.add", with_room(true), noon));
    const auto& started = plan.told().find("start attachment")->second;
    EXPECT_EQ(started["added_by"], Value("olga"));
    EXPECT_EQ(started["workflow"], Value("plan"));
    EXPECT_EQ(started["kind"], Value("business-plan"));
    plan.as("a1").send("attachment.kept", noon);
    plan.as("a2").send("attachment.kept", noon);
    plan.as("a1").send("attachment.withdrawn", noon);
    EXPECT_EQ(plan.datum("attached"), json("{'x': ['a2']}")["x"]);
}

TEST(Attachment, AnAttachedBusinessPlanIsOne) {
    Life application("application", json("{'technology': 'ml-ai'}"), noon);
    application.send("draft.save", json("{'solutions': ['subject:1'], 'specialists': ['a', 'b', 'c']}"),
                     noon);
    EXPECT_THAT(application.chance("submit", noon), HasSubstr("PLAN_MISSING"));
    application.as("a1").send("attachment.kept", noon);
    EXPECT_THAT(application.chance("submit", noon), testing::Not(HasSubstr("PLAN_MISSING")));
}

}  // namespace
}  // namespace waymark::partner
