// Messages leave: held, tried, tried again, given up, each recipient apart; through restarts, holds of the
// timers, a full disk and a lost projections.db, never lost and always under the same message id. (I12, I13,
// I25)
#include <set>

#include "tests/workflows/runtime/world.hpp"
#include "workflows/runtime/attempts.hpp"
#include "workflows/runtime/courier.hpp"
#include "workflows/runtime/definitions.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::runtime {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class DeliveryTest : public testing::Test {
  protected:
    void SetUp() override {
        world.settings.mail_hold = minutes(2);
        world.write_letters();
        ASSERT_TRUE(world.open().ok());
        firm = world.started("firm");
    }
    /// One message to "team".
    void tell() { ASSERT_TRUE(world.send(firm, "firm.chain").ok()); }
    void answer_with(Posted outcome, std::string reply = {}, std::optional<seconds> wait = {}) {
        world.mail.answer = [=](const Letter&) { return PostReport{outcome, reply, wait}; };
    }
    void answer_not_at_all() {
        world.mail.answer = [](const Letter&) { return std::nullopt; };
    }
    OutboxRow message() { return world.outbox().at(0); }
    RecipientRow recipient() { return message().recipients.at(0); }
    Result<Answer> retry(const OutboxRow& row, Actor actor, bool dry_run = false,
                         std::optional<IdempotencyKey> key = {}) {
        return world.perform({std::move(actor), RetryMessage{row.instance, row.key()}, key, {}, dry_run});
    }
    std::size_t records_of(Cause cause) {
        const auto all = world.records();
        return static_cast<std::size_t>(std::ranges::count(all, cause, &Record::cause));
    }
    /// The journal verifies, and projections built from nothing say the same as those that grew.
    void expect_books_in_order() {
        world.close();
        Definitions definitions(world.functions);
        for (const auto& row : world.journal.definitions()) ASSERT_TRUE(definitions.add(row, "").ok());
        const auto definition_of = [&](std::uint32_t number) { return definitions.find(number); };
        const auto all = verify(world.journal, world.projections, definition_of);
        EXPECT_EQ(all.found, 0U) << (all.findings.empty() ? "" : all.findings.front().what);
        contract::MemoryProjections rebuilt;
        ASSERT_TRUE(rebuild(world.journal, rebuilt, definition_of).ok());
        const auto differences = compare(*rebuilt.snapshot(), *world.projections.snapshot());
        EXPECT_TRUE(differences.empty()) << differences.front().what;
    }

    World world;
    InstanceId firm;
};

TEST_F(DeliveryTest, AMessageIsHeldThenLeavesOnce) {
    tell();
    const auto made_at = world.clock.wall();
    world.pass(minutes(2) - milliseconds(1));
    EXPECT_THAT(world.mail.letters, IsEmpty());
    EXPECT_EQ(message().delivery, Delivery::pending);
    EXPECT_EQ(world.service->held_until(message()), made_at + minutes(2));
    world.pass(milliseconds(1));
    ASSERT_EQ(world.mail.letters.size(), 1U);
    EXPECT_EQ(world.mail.letters[0].message_id, message_id(message(), "team", world.settings.mail_domain));
    EXPECT_EQ(world.mail.letters[0].date, made_at + minutes(2));
    EXPECT_EQ(recipient().delivery, Delivery::delivered);
    EXPECT_EQ(recipient().attempts, 1U);
    EXPECT_EQ(recipient().reply, "250 taken");
    EXPECT_FALSE(world.service->held_until(message()));
    world.pass(hours(24 * 10));
    EXPECT_EQ(world.mail.letters.size(), 1U);
    EXPECT_EQ(records_of(Cause::delivery), 2U) << "addressed, delivered";
    expect_books_in_order();
}

TEST_F(DeliveryTest, ALetterThatIsPutOffIsTriedEverMoreSeldomAndThenGivenUp) {
    answer_with(Posted::later, "451 try later");
    tell();
    world.pass(minutes(2));
    std::set<std::string> ids;
    for (std::uint32_t attempt = 1; attempt < most_attempts; ++attempt) {
        ASSERT_EQ(recipient().delivery, Delivery::retrying) << attempt;
        ASSERT_EQ(recipient().attempts, attempt);
        const auto wait = recipient().next_at - world.clock.wall();
        const auto least = minutes(std::array{1, 5, 15, 60, 240}[std::min(attempt, 5U) - 1]);
        EXPECT_GE(wait, least) << attempt;
        EXPECT_LE(wait, seconds(least) * 5 / 4 + milliseconds(1)) << attempt;
        world.pass_until(recipient().next_at);
    }
    EXPECT_EQ(recipient().delivery, Delivery::dead);
    EXPECT_EQ(recipient().reply, "451 try later");
    EXPECT_GE(world.clock.wall() - message().at, hours(72)) << "three days at least";
    for (const auto& letter : world.mail.letters) ids.insert(letter.message_id);
    EXPECT_EQ(ids.size(), 1U);
    world.pass(hours(24 * 10));
    EXPECT_EQ(world.mail.letters.size(), most_attempts);
    expect_books_in_order();
}

TEST_F(DeliveryTest, TheServersWaitIsRespected) {
    answer_with(Posted::later, "450 greylisted", seconds(900));
    tell();
    world.pass(minutes(2));
    EXPECT_EQ(recipient().next_at, world.clock.wall() + seconds(900));
}

TEST_F(DeliveryTest, WithoutAnAnswerItIsTriedAgainUnderTheSameIdAndMarked) {
    answer_with(Posted::unknown, "connection lost after the letter's end");
    tell();
    world.pass(minutes(2));
    EXPECT_EQ(recipient().delivery, Delivery::retrying);
    EXPECT_TRUE(recipient().perhaps);
    answer_with(Posted::accepted);
    world.pass(minutes(2));
    ASSERT_EQ(world.mail.letters.size(), 2U);
    EXPECT_EQ(world.mail.letters[0].message_id, world.mail.letters[1].message_id);
    EXPECT_EQ(recipient().delivery, Delivery::delivered);
    const auto all = world.service->message(world.staff, firm, message().key());
    ASSERT_TRUE(all.ok());
    std::vector<std::string> history;
    for (const auto& attempt : all->attempts)
        history.push_back(std::string(to_text(attempt.recipient.delivery)) +
                          (attempt.recipient.outcome == Posted::unknown ? " perhaps" : ""));
    EXPECT_THAT(history, ElementsAre("pending", "retrying perhaps", "delivered"));
    EXPECT_EQ(all->cause.event.name, "firm.chain");
}

TEST_F(DeliveryTest, WhatIsRefusedForGoodIsNotTriedAgain) {
    answer_with(Posted::never, "550 5.1.1 <TEAM@example.org>: no user team\r\nhere");
    tell();
    world.pass(hours(24 * 5));
    EXPECT_EQ(world.mail.letters.size(), 1U);
    EXPECT_EQ(recipient().delivery, Delivery::bounced);
    EXPECT_EQ(recipient().reply, "550 5.1.1 <(address)>: no user (address) here");
}

TEST_F(DeliveryTest, EachRecipientIsTrackedApart) {
    world.kill();
    world.program.recipients = [](const OutboxRow&, Inquiry&) -> Result<std::vector<Recipient>> {
        return std::vector<Recipient>{
            {"good", {}}, {"busy", {}}, {"gone", {}}, {"mute", "has no address"}, {"good", {}}};
    };
    world.mail.answer = [&](const Letter& letter) -> std::optional<PostReport> {
        if (letter.address == "busy@example.org") return PostReport{Posted::later, "451", {}};
        if (letter.address == "gone@example.org") return PostReport{Posted::never, "550", {}};
        return PostReport{Posted::accepted, "250", {}};
    };
    ASSERT_TRUE(world.open().ok());
    tell();
    world.pass(minutes(2));
    std::vector<std::string> standing;
    for (const auto& each : message().recipients)
        standing.push_back(each.recipient + " " + std::string(to_text(each.delivery)));
    EXPECT_THAT(standing, ElementsAre("good delivered", "busy retrying", "gone bounced", "mute dead"));
    EXPECT_EQ(message().recipients[3].reply, "has no address");
    EXPECT_EQ(overall(message()), Delivery::dead);
    world.pass(hours(1));
    EXPECT_EQ(std::ranges::count(world.mail.addresses(), "good@example.org"), 1);
    EXPECT_GE(std::ranges::count(world.mail.addresses(), "busy@example.org"), 3);
    for (const auto delivery : {Delivery::delivered, Delivery::retrying, Delivery::bounced, Delivery::dead}) {
        OutboxQuery query;
        query.delivery = delivery;
        EXPECT_EQ(world.service->outbox(world.staff, query, 10)->rows.size(), 1U) << to_text(delivery);
    }
    expect_books_in_order();
}

TEST_F(DeliveryTest, AKillBetweenTheServersYesAndTheRecordSendsItOnceMore) {
    tell();
    answer_not_at_all();
    world.pass(minutes(2));
    ASSERT_EQ(world.mail.letters.size(), 1U);
    world.mail.finish({Posted::accepted, "250 taken", {}});
    world.kill();
    answer_with(Posted::accepted);
    ASSERT_TRUE(world.open().ok());
    world.settle();
    ASSERT_EQ(world.mail.letters.size(), 2U);
    EXPECT_EQ(world.mail.letters[0].message_id, world.mail.letters[1].message_id);
    EXPECT_EQ(recipient().delivery, Delivery::delivered);
    world.kill();
    ASSERT_TRUE(world.open().ok());
    world.pass(hours(24));
    EXPECT_EQ(world.mail.letters.size(), 2U);
    expect_books_in_order();
}

TEST_F(DeliveryTest, AnEndWhileALetterIsUnderWayHearsNothingMoreAndTriesItAgain) {
    tell();
    answer_not_at_all();
    world.pass(minutes(2));
    world.service->close();
    world.mail.finish({Posted::accepted, "250 too late", {}});
    world.kill();
    answer_with(Posted::accepted);
    ASSERT_TRUE(world.open().ok());
    world.settle();
    EXPECT_EQ(world.mail.letters.size(), 2U);
    EXPECT_EQ(recipient().delivery, Delivery::delivered);
}

TEST_F(DeliveryTest, AReportThatCameBeforeTheEndIsRecorded) {
    tell();
    answer_not_at_all();
    world.pass(minutes(2));
    world.mail.finish({Posted::accepted, "250 taken", {}});
    world.close();
    answer_with(Posted::accepted);
    ASSERT_TRUE(world.open().ok());
    world.pass(hours(1));
    EXPECT_EQ(world.mail.letters.size(), 1U);
}

TEST_F(DeliveryTest, ProjectionsLostAndBuiltAgainMailNothingTwice) {
    answer_with(Posted::later, "451");
    for (int i = 0; i < 5; ++i) tell();
    world.pass(minutes(4));
    answer_with(Posted::accepted);
    for (int i = 0; i < 5; ++i) tell();
    world.pass(minutes(30));
    tell();
    const auto posted = world.mail.letters.size();
    const auto before = world.outbox();
    world.close();
    world.projections.clear();
    ASSERT_TRUE(world.open().ok());
    world.settle();
    EXPECT_EQ(world.mail.letters.size(), posted);
    const auto after = world.outbox();
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(overall(after[i]), overall(before[i])) << i;
    world.pass(minutes(2));
    EXPECT_EQ(world.mail.letters.size(), posted + 1);
    expect_books_in_order();
}

TEST_F(DeliveryTest, NothingLeavesWhileTheTimersAreHeld) {
    answer_with(Posted::later, "451");
    tell();
    world.pass(minutes(2));
    ASSERT_EQ(world.mail.letters.size(), 1U);
    tell();
    // The wall clock jumps; no time has passed.
    world.clock.jump(world.clock.wall() + hours(24 * 40));
    world.settle();
    EXPECT_NE(world.service->hold().reason, "");
    world.pass(hours(24));
    EXPECT_EQ(world.mail.letters.size(), 1U);
    ASSERT_TRUE(world.perform({world.staff, ResumeTimers{"it is right"}, {}, {}, false}).ok());
    world.settle();
    EXPECT_EQ(world.mail.letters.size(), 3U);
}

TEST_F(DeliveryTest, AMessageForNobodyIsAmongTheDeadAndCanBeTriedAgain) {
    world.kill();
    bool assigned = false;
    world.program.recipients = [&](const OutboxRow& row, Inquiry&) -> Result<std::vector<Recipient>> {
        if (!assigned)
            return Error{"no-recipient", "No manager is assigned to this firm. Assign one.", {}, {}};
        return std::vector<Recipient>{{row.notification.audience, {}}};
    };
    ASSERT_TRUE(world.open().ok());
    tell();
    EXPECT_EQ(retry(message(), world.staff).error().code, "event-not-possible") << "it is only held";
    world.pass(hours(2));
    EXPECT_EQ(message().delivery, Delivery::dead);
    EXPECT_EQ(message().reason, "No manager is assigned to this firm. Assign one.");
    EXPECT_THAT(world.mail.letters, IsEmpty());
    EXPECT_EQ(world.service->mail_figures().undeliverable, 1U);

    assigned = true;
    const auto records = world.records().size();
    EXPECT_EQ(retry(message(), {InstanceId{5}, "t", {"chief"}, {}}).error().code, "role-missing");
    EXPECT_EQ(retry(message(), {InstanceId{5}, "t", {"staff"}, FamilyId{12345}}).error().code, "not-found");
    EXPECT_TRUE(retry(message(), world.staff, true).ok());
    EXPECT_EQ(world.records().size(), records) << "refused, and a dry run";
    const auto answer = retry(message(), world.staff, false, key_of(7));
    ASSERT_TRUE(answer.ok());
    world.settle();
    EXPECT_EQ(recipient().delivery, Delivery::delivered);
    const auto again = retry(message(), world.staff, false, key_of(7));
    ASSERT_TRUE(again.ok()) << "the answer of then";
    EXPECT_TRUE(again->replayed);
    EXPECT_EQ(again->record, answer->record);
    EXPECT_EQ(retry(message(), world.staff).error().code, "event-not-possible") << "it was delivered";
    EXPECT_EQ(world.mail.letters.size(), 1U);
    expect_books_in_order();
}

TEST_F(DeliveryTest, WhatBouncedOrWasGivenUpCanBeTriedAgainFromTheStart) {
    answer_with(Posted::never, "550");
    tell();
    world.pass(minutes(2));
    ASSERT_TRUE(retry(message(), world.staff).ok());
    answer_with(Posted::later, "451");
    world.settle();
    EXPECT_EQ(recipient().attempts, 2U);
    EXPECT_LE(recipient().next_at, world.clock.wall() + seconds(76)) << "the first wait again";
    ASSERT_TRUE(retry(message(), world.staff).ok()) << "not waiting for it";
    answer_with(Posted::accepted);
    world.settle();
    EXPECT_EQ(recipient().delivery, Delivery::delivered);
    EXPECT_EQ(recipient().attempts, 3U);
    const auto all = world.service->message(world.staff, firm, message().key());
    EXPECT_EQ(std::ranges::count(all->attempts, world.staff.person, &Attempt::person), 2);
    expect_books_in_order();
}

TEST_F(DeliveryTest, AMailServerThatNeverAnswersStopsNobodyAndIsNotFlooded) {
    answer_not_at_all();
    for (int i = 0; i < 400; ++i) tell();
    world.pass(minutes(2));
    EXPECT_EQ(world.mail.letters.size(), 128U);
    EXPECT_TRUE(world.send(firm, "firm.count").ok());
    EXPECT_EQ(world.service->mail_figures().under_way, 128U);
    EXPECT_EQ(world.service->mail_figures().waiting, 400U - 128U);
    while (!world.mail.waiting.empty()) {
        world.mail.finish({Posted::accepted, "", {}});
        world.settle();
    }
    EXPECT_EQ(world.mail.letters.size(), 400U);
    std::set<std::string> ids;
    for (const auto& letter : world.mail.letters) ids.insert(letter.message_id);
    EXPECT_EQ(ids.size(), 400U);
    EXPECT_EQ(world.service->mail_figures().attempts[0],
              (std::pair<std::string_view, std::uint64_t>("accepted", 400)));
    expect_books_in_order();
}

TEST_F(DeliveryTest, ReportsThatComeTogetherShareARecord) {
    answer_not_at_all();
    for (int i = 0; i < 20; ++i) tell();
    world.pass(minutes(2));
    const auto before = records_of(Cause::delivery);
    while (!world.mail.waiting.empty()) world.mail.finish({Posted::accepted, "", {}});
    world.settle();
    EXPECT_LE(records_of(Cause::delivery) - before, 2U);
    for (const auto& row : world.outbox()) EXPECT_EQ(overall(row), Delivery::delivered);
}

TEST_F(DeliveryTest, AFullDiskLosesNoReportAndSendsNothingTwice) {
    tell();
    answer_not_at_all();
    world.pass(minutes(2));
    world.journal.fail_append(1, contract::Failure::full);
    world.mail.finish({Posted::accepted, "250 taken", {}});
    world.settle();
    EXPECT_EQ(recipient().delivery, Delivery::pending);
    world.pass(minutes(5));
    EXPECT_EQ(recipient().delivery, Delivery::delivered);
    EXPECT_EQ(world.mail.letters.size(), 1U);
}

TEST_F(DeliveryTest, AFaultOfTheProgramIsAmongTheDeadWithTheEvidence) {
    world.kill();
    bool broken = true;
    const auto write = world.program.letter;
    world.program.letter = [&](const OutboxRow& row, const std::string& to,
                               Inquiry& inquiry) -> Result<Letter> {
        CHECK(!broken, "as ordered");
        return write(row, to, inquiry);
    };
    ASSERT_TRUE(world.open().ok());
    tell();
    world.pass(minutes(3));
    EXPECT_EQ(recipient().delivery, Delivery::dead);
    EXPECT_THAT(recipient().reply, HasSubstr("as ordered"));
    EXPECT_EQ(recipient().attempts, 0U);
    broken = false;
    ASSERT_TRUE(retry(message(), world.staff).ok());
    world.settle();
    EXPECT_EQ(recipient().delivery, Delivery::delivered);
}

TEST_F(DeliveryTest, WhatIsSuppressedNeverLeaves) {
    ASSERT_TRUE(world
                    .send(firm, "firm.plan",
                          object({{"first", "2026-03-10T00:00:00Z"},
                                  {"second", "2026-03-17T00:00:00Z"},
                                  {"end", "2026-03-30T00:00:00Z"}}))
                    .ok());
    world.close();
    world.clock.set(instant("2026-03-18T00:00:00Z"));
    ASSERT_TRUE(world.open().ok());
    world.pass(hours(1));
    ASSERT_EQ(world.mail.letters.size(), 1U);
    EXPECT_EQ(world.mail.letters[0].subject, "exit.in7");
    EXPECT_EQ(message().delivery, Delivery::suppressed);
}

TEST_F(DeliveryTest, AdvancingTheClockSendsEachAtItsMinute) {
    answer_with(Posted::captured);
    tell();
    const auto made_at = world.clock.wall();
    world.service->advance(made_at + hours(24), [&](Instant to) { world.clock.set(to); });
    ASSERT_EQ(world.mail.letters.size(), 1U);
    EXPECT_EQ(world.mail.letters[0].date, made_at + minutes(2));
    EXPECT_EQ(recipient().delivery, Delivery::captured);
}

TEST(Inquiry, ShowsWhatIsCommitted) {
    World world;
    ASSERT_TRUE(world.open().ok());
    const auto id = world.started("firm", object({{"name", "Anna"}}));
    world.started("firm");
    ASSERT_TRUE(world.send(id, "firm.hire", object({{"key", "a"}})).ok());
    const auto inquiry = world.service->inquiry();
    EXPECT_EQ(inquiry->all("firm").size(), 2U);
    EXPECT_EQ(inquiry->family(family_rooted_at(id)).size(), 2U);
    EXPECT_EQ(inquiry->instance(InstanceId{17}), nullptr);
    EXPECT_EQ(inquiry->reveal(world.datum_of(id, "name")), states::Value("Anna"));
}

TEST(Recordable, IsOneShortPrintableLineWithoutAddresses) {
    Letter letter;
    letter.address = "anna.petrova@partner.example";
    EXPECT_EQ(recordable("550 <Anna.Petrova@partner.example> rejected: ANNA.PETROVA is unknown", letter),
              "550 <(address)> rejected: (address) is unknown");
    EXPECT_EQ(recordable("451 see postmaster@mx.example, or call", letter), "451 see (address), or call");
    EXPECT_EQ(recordable("451\r\n\x01 later\u2028x", letter), "451 later x");
    EXPECT_EQ(recordable("4\xff\x80", letter), "4??");
    const auto cut = recordable(std::string(499, 'x') + "Ж" + std::string(99, 'y'), letter);
    EXPECT_EQ(cut, std::string(499, 'x'));
}

}  // namespace
}  // namespace waymark::runtime
