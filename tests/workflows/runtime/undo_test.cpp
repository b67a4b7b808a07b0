// Taking a command back: what it restores, what it refuses, and that journal and projections agree with it
// afterwards (promise I24).
#include "tests/contract/memory_projections.hpp"
#include "tests/workflows/runtime/world.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::runtime {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;

constexpr minutes held{10};

class Undo : public testing::Test {
  protected:
    void SetUp() override {
        world.write_letters();
        ASSERT_TRUE(world.open().ok());
        id = world.started("firm");
    }
    void TearDown() override { expect_verified(); }

    Result<Answer> undo(Sequence record, const Actor& actor) {
        return world.perform({actor, UndoCommand{record, {}}, {}, {}, false});
    }
    Result<Answer> undo(Sequence record) { return undo(record, world.staff); }
    Sequence sent(InstanceId to, std::string event, states::Value data = {}) {
        const auto answer = world.send(to, std::move(event), std::move(data));
        EXPECT_TRUE(answer.ok()) << (answer ? "" : answer.error().message);
        return answer ? answer->record : 0;
    }
    Sequence planned() {
        return sent(id, "firm.plan",
                    object({{"first", "2026-03-02T09:05:00Z"},
                            {"second", "2026-03-09T09:00:00Z"},
                            {"end", "2026-03-16T09:00:00Z"}}));
    }
    static std::string refusal(const Result<Answer>& answer) { return answer ? "done" : answer.error().code; }

    /// Each record explains its state, and the projections are those of the journal (I7, I9).
    void expect_verified() {
        world.close();
        const DefinitionOf definition_of = [&](std::uint32_t number) { return &definition(number); };
        const auto verified = verify(world.journal, world.projections, definition_of);
        EXPECT_EQ(verified.found, 0U) << (verified.found == 0 ? "" : verified.findings.front().what);
        contract::MemoryProjections rebuilt;
        ASSERT_TRUE(rebuild(world.journal, rebuilt, definition_of).ok());
        for (const auto& finding : compare(*rebuilt.snapshot(), *world.projections.snapshot()))
            ADD_FAILURE() << finding.what;
    }
    const Definition& definition(std::uint32_t number) {
        static const states::Functions functions;
        auto& known = definitions_[number];
        if (known.number != 0) return known;
        for (const auto& row : world.journal.definitions())
            if (row.number == number)
                known = {number,     row.workflow, row.version,
                         row.digest, row.source,   *states::read_chart(row.source, row.workflow, functions)};
        return known;
    }

    static Settings holding() {
        Settings settings;
        settings.mail_hold = held;
        return settings;
    }
    World world{charts::all(), holding()};
    InstanceId id;

  private:
    std::map<std::uint32_t, Definition> definitions_;
};

TEST_F(Undo, RestoresStateDataAndTimersExactly_I24) {
    planned();
    const auto before = world.at(id);
    world.pass(minutes(1));
    const auto closed = sent(id, "firm.pause");
    const auto answer = undo(closed);
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    const auto after = world.at(id);
    EXPECT_EQ(after->blob, before->blob);
    EXPECT_EQ(after->version, before->version + 2) << "an undo is a record like any other";
    EXPECT_EQ(world.state_of(id), "active");
    const auto record = world.records().back();
    EXPECT_EQ(record.cause, Cause::undo);
    EXPECT_EQ(record.event.data["command"], states::Value(closed));
    EXPECT_EQ(record.event.data["restored"], states::Value(before->record));
    EXPECT_FALSE(answer->undo_until.has_value()) << "an undo cannot be undone";
}

TEST_F(Undo, TimersOfTheCommandGoAndTimersOfBeforeComeBack) {
    const auto before = world.at(id)->blob;
    const auto plan = planned();
    EXPECT_EQ(world.at(id)->state.timers.size(), 3U);
    ASSERT_TRUE(undo(plan).ok());
    EXPECT_EQ(world.at(id)->blob, before);
    EXPECT_EQ(world.records().back().cancelled.size(), 3U);
    world.pass(hours(24 * 30));
    EXPECT_EQ(world.state_of(id), "active") << "nothing was left to fire";
}

TEST_F(Undo, ATimerThatFellDueMeanwhileFiresAsOverdue) {
    planned();  // first at 09:05
    sent(id, "firm.count");
    const auto closed = sent(id, "firm.close");  // ends: no timer fires
    world.pass(minutes(8));
    EXPECT_TRUE(world.outbox().empty());
    const auto answer = undo(closed);
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    world.settle();
    const auto rows = world.outbox();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].notification.message, "exit.in14");
    EXPECT_TRUE(rows[0].notification.late);
    EXPECT_EQ(rows[0].at, instant("2026-03-02T09:08:00Z")) << "not before the undo that armed it again";
    EXPECT_EQ(world.at(id)->state.timers.size(), 2U);
}

TEST_F(Undo, WhatTheCommandStartedEndsAndItsKeyIsFree) {
    const auto hired = sent(id, "firm.hire", object({{"key", "cook"}}));
    const auto job = world.member(id, "job");
    const auto answer = undo(hired);
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->touched.size(), 2U);
    EXPECT_EQ(world.state_of(job->id), "undone");
    EXPECT_FALSE(world.at(job->id)->state.running);
    EXPECT_EQ(world.datum_of(id, "heard"), states::Value(states::Value::Array{}));
    EXPECT_EQ(refusal(world.send(job->id, "job.cancel")), "event-not-possible");
    sent(id, "firm.tell");  // reaches nobody, and nobody minds

    sent(id, "firm.hire", object({{"key", "cook"}}));
    InstanceQuery open;
    open.workflow = "job";
    open.state = "open";
    const auto jobs = world.service->instances(world.staff, open, 10);
    ASSERT_EQ(jobs->rows.size(), 1U);
    EXPECT_NE(jobs->rows[0]->id, job->id);
    EXPECT_EQ(world.datum_of(jobs->rows[0]->id, "hired"), states::Value(1));
}

TEST_F(Undo, ARootThatWasStartedEnds) {
    const auto other = world.start("firm", object({{"name", "Anna"}}));
    ASSERT_TRUE(other.ok());
    ASSERT_TRUE(undo(other->record).ok());
    EXPECT_EQ(world.state_of(other->instance->id), "undone");
    EXPECT_EQ(refusal(world.send(other->instance->id, "firm.count")), "event-not-possible");
}

TEST_F(Undo, HeldMailIsCancelled_I12) {
    const auto told = sent(id, "firm.chain");
    ASSERT_EQ(world.outbox().at(0).delivery, Delivery::pending);
    const auto answer = undo(told);
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    ASSERT_EQ(answer->notifications.size(), 1U);
    EXPECT_EQ(answer->notifications[0].notification.message, "chained");
    const auto rows = world.outbox();
    ASSERT_EQ(rows.size(), 1U) << "the same message, not another";
    EXPECT_EQ(rows[0].delivery, Delivery::cancelled);
    EXPECT_EQ(rows[0].record, told);
    world.pass(held * 2);
    EXPECT_TRUE(world.mail.letters.empty());
    sent(id, "firm.chain");
    world.pass(held);
    EXPECT_EQ(world.mail.letters.size(), 1U) << "what nobody undoes leaves";
}

TEST_F(Undo, TwiceIsRefusedAsDoneNotAsLate) {
    const auto told = sent(id, "firm.chain");
    ASSERT_TRUE(undo(told).ok());
    const auto twice = undo(told);
    EXPECT_EQ(refusal(twice), "undo-moved");
    EXPECT_THAT(twice.error().message, HasSubstr("undone already"));
}

TEST_F(Undo, CancelledMailStaysSoWhateverIsLost) {
    const auto told = sent(id, "firm.chain");
    world.pass(minutes(1));  // written back
    ASSERT_TRUE(undo(told).ok());
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(world.outbox().at(0).delivery, Delivery::cancelled);
    EXPECT_EQ(world.outbox().at(0).notification.message, "chained");
    world.pass(held * 2);
    EXPECT_TRUE(world.mail.letters.empty());
}

TEST_F(Undo, TheHoldEnds) {
    const auto counted = world.send(id, "firm.count");
    ASSERT_TRUE(counted->undo_until.has_value());
    EXPECT_EQ(*counted->undo_until, instant("2026-03-02T09:10:00Z"));
    world.clock.set(*counted->undo_until - std::chrono::microseconds(1));
    ASSERT_TRUE(undo(counted->record).ok());
    const auto again = world.send(id, "firm.count");
    world.clock.set(*again->undo_until);
    const auto late = undo(again->record);
    EXPECT_EQ(refusal(late), "undo-too-late");
    EXPECT_THAT(late.error().message, HasSubstr("correct it with another event"));
    EXPECT_EQ(world.datum_of(id, "notes"), states::Value(1));
}

TEST_F(Undo, WhatMovedSinceIsNamed) {
    const auto first = sent(id, "firm.hire", object({{"key", "cook"}}));
    const auto job = world.member(id, "job")->id;
    const auto second = sent(id, "firm.tell");  // moves the job too
    const auto refused = undo(first);
    EXPECT_EQ(refusal(refused), "undo-moved");
    EXPECT_THAT(refused.error().message, HasSubstr("\"firm.tell\""));
    EXPECT_EQ(refused.error().details["instance"], states::Value(to_text(id)));
    EXPECT_EQ(refused.error().details["record"], states::Value(second));
    EXPECT_EQ(world.state_of(job), "open");

    // What was done since is undone first; then things stand as the command left them.
    ASSERT_TRUE(undo(second).ok());
    ASSERT_TRUE(undo(first).ok());
    EXPECT_EQ(world.state_of(job), "undone");
    const auto twice = undo(first);
    EXPECT_EQ(refusal(twice), "undo-moved");
    EXPECT_THAT(twice.error().message, HasSubstr("undone already"));
}

TEST_F(Undo, ATimerThatFiredSinceIsAMove) {
    planned();
    const auto counted = sent(id, "firm.count");
    world.clock.set(
        instant("2026-03-02T09:06:00Z"));  // due, not fired yet: the undo comes first to the writer
    const auto refused = undo(counted);
    EXPECT_EQ(refusal(refused), "undo-moved");
    EXPECT_THAT(refused.error().message, HasSubstr("timer"));
}

TEST_F(Undo, OnlyWhatAPersonDidCanBeUndone) {
    const auto publication = undo(1);
    EXPECT_EQ(refusal(publication), "undo-not-a-command");
    const auto counted = sent(id, "firm.count");
    const auto undone = undo(counted);
    const auto redone = undo(undone->record);
    EXPECT_EQ(refusal(redone), "undo-not-a-command");
    EXPECT_THAT(redone.error().message, HasSubstr("send the event again"));
    planned();
    world.pass(minutes(6));
    EXPECT_EQ(refusal(undo(world.records().back().sequence)), "undo-not-a-command") << "a timer's";
    EXPECT_EQ(refusal(undo(999)), "not-found");
}

TEST_F(Undo, HisOwnOrByOneWhoMay_I17) {
    const Actor chief{InstanceId{2}, "t2", {"chief"}, {}};
    const Actor customer{InstanceId{3}, "t3", {"staff"}, FamilyId{77}};
    const auto paused = world.perform({chief, SendEvent{id, "firm.pause", {}}, {}, {}, false});
    ASSERT_TRUE(paused.ok()) << paused.error().message;
    EXPECT_EQ(refusal(undo(paused->record, customer)), "not-found");
    ASSERT_TRUE(undo(paused->record, chief).ok()) << "he did it himself";
    const auto counted = sent(id, "firm.count");
    EXPECT_EQ(refusal(undo(counted, chief)), "role-missing");
    const auto again = world.perform({chief, SendEvent{id, "firm.pause", {}}, {}, {}, false});
    EXPECT_TRUE(undo(again->record, world.staff).ok()) << "he may operate";
}

TEST_F(Undo, TheNewestOfTheCaller) {
    const Actor chief{InstanceId{2}, "t2", {"chief"}, {}};
    EXPECT_EQ(refusal(undo(0, chief)), "not-found");
    const auto other = world.started("firm");
    sent(id, "firm.count");
    ASSERT_TRUE(world.perform({chief, SendEvent{other, "firm.pause", {}}, {}, {}, false}).ok());
    const auto answer = undo(0);
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->instance->id, id);
    EXPECT_EQ(refusal(undo(0)), "undo-not-a-command") << "his newest is the undo: never two at one word";
}

TEST_F(Undo, ADryRunAndARefusalChangeNothing_I18) {
    const auto told = sent(id, "firm.chain");
    const auto records = world.journal.last().sequence;
    const auto dry = world.perform({world.staff, UndoCommand{told, "why"}, {}, {}, true});
    ASSERT_TRUE(dry.ok());
    EXPECT_EQ(dry->record, 0U);
    EXPECT_EQ(dry->notifications.at(0).delivery, Delivery::cancelled);
    EXPECT_EQ(world.journal.last().sequence, records);
    EXPECT_EQ(world.outbox().at(0).delivery, Delivery::pending);
    const auto stale = world.perform({world.staff, UndoCommand{told, {}}, {}, 7, false});
    EXPECT_EQ(refusal(stale), "version-stale");
    EXPECT_EQ(world.journal.last().sequence, records);
}

TEST_F(Undo, RepeatedUnderItsKeyItAnswersAsThen_I11) {
    const auto told = sent(id, "firm.chain");
    const Command command{world.staff, UndoCommand{told, "a mistake"}, key_of(9), {}, false};
    const auto first = world.perform(command);
    ASSERT_TRUE(first.ok());
    const auto again = world.perform(command);
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_TRUE(again->replayed);
    EXPECT_EQ(again->record, first->record);
    ASSERT_EQ(again->notifications.size(), 1U);
    EXPECT_EQ(again->notifications[0].delivery, Delivery::cancelled);
    const auto reason = world.records().back().event.data["reason"];
    EXPECT_EQ(world.service->reveal(reason), states::Value("a mistake")) << "in the erasable place (I23)";
    EXPECT_THAT(std::string(reason.string_or("")), testing::StartsWith("subject:"));
}

TEST_F(Undo, WithoutAHoldNothingCanBeUndone) {
    World plain;
    ASSERT_TRUE(plain.open().ok());
    const auto answer = plain.start("firm");
    EXPECT_FALSE(answer->undo_until.has_value());
    const auto refused = plain.perform({plain.staff, UndoCommand{answer->record, {}}, {}, {}, false});
    EXPECT_EQ(refusal(refused), "undo-too-late");
}

TEST_F(Undo, MailThatIsHeldNoMoreIsTooLate) {
    const auto told = sent(id, "firm.chain");
    world.settings.mail_hold = std::chrono::microseconds(1);  // the next start holds for less,
    world.close();
    world.pass(minutes(1));
    ASSERT_TRUE(world.open().ok());  // and lets it go
    world.settle();
    ASSERT_EQ(world.mail.letters.size(), 1U);
    world.settings.mail_hold = held;
    world.close();
    ASSERT_TRUE(world.open().ok());
    const auto refused = undo(told);
    EXPECT_EQ(refusal(refused), "undo-too-late");
    EXPECT_THAT(refused.error().message, HasSubstr("\"chained\""));
}

TEST_F(Undo, OneThatLeavesSomebodyOutIsFoundByTheVerification) {
    const auto hired = sent(id, "firm.hire", object({{"key", "cook"}}));
    ASSERT_TRUE(undo(hired).ok());
    world.close();
    contract::MemoryJournal cut;
    Commit commit;
    world.journal.scan(1, [&](const EncodedRecord& record) {
        commit.records.push_back(record);
        return true;
    });
    commit.records.pop_back();
    commit.definitions = world.journal.definitions();
    cut.append(commit);
    contract::MemoryProjections empty;
    const auto verified = verify(cut, empty, [&](std::uint32_t number) { return &definition(number); });
    ASSERT_EQ(verified.found, 1U);
    EXPECT_THAT(verified.findings[0].what, HasSubstr("restores 1 of 2 instances"));
    ASSERT_TRUE(world.open().ok());
}

}  // namespace
}  // namespace waymark::runtime
