// The verification finds what was changed, taken out, put in or moved, in the journal (I9) and in the
// projections (I7), and nothing where nothing is wrong.
#include "workflows/runtime/verification.hpp"

#include <gmock/gmock.h>

#include "tests/contract/memory_projections.hpp"
#include "tests/workflows/books/scribe.hpp"
#include "workflows/runtime/delivery_note.hpp"
#include "workflows/runtime/undo_note.hpp"
#include "workflows/runtime/write_back.hpp"

namespace waymark::runtime {
namespace {

using testing::HasSubstr;

/// A journal of the scribe's, of which a test changes what it likes.
class ForgedJournal final : public Journal {
  public:
    explicit ForgedJournal(Journal& real) : real_(real) {
        real.scan(1, [&](const EncodedRecord& record) {
            records.push_back(record);
            return true;
        });
    }
    /// Gives the records from `from` on the hashes that fit: a forger who knows how.
    void chain_again(std::size_t from) {
        for (auto i = from; i < records.size(); ++i)
            records[i].hash = chain(i == 0 ? Digest{} : records[i - 1].hash, records[i].bytes);
    }

    void append(const Commit&) override { FAIL(); }
    void settle() override {}
    EncodedRecord last() override { return records.back(); }
    std::optional<EncodedRecord> read(Sequence sequence) override { return real_.read(sequence); }
    void scan(Sequence from, const std::function<bool(const EncodedRecord&)>& take) override {
        for (const auto& record : records)
            if (record.sequence >= from && !take(record)) return;
    }
    std::optional<Subject> subject(const std::string& id) override { return real_.subject(id); }
    std::vector<DefinitionRow> definitions() override { return real_.definitions(); }
    void copy_to(const std::string&) override { FAIL(); }

    std::vector<EncodedRecord> records;

  private:
    Journal& real_;
};

class VerificationTest : public testing::Test {
  protected:
    static constexpr int steps = 400;

    void SetUp() override {
        for (int i = 0; i < steps; ++i) window.publish(scribe.anything());
        write_all();
    }
    void write_all() {
        while (const auto generation = window.begin_write_back()) {
            write_generation(*generation, projections, std::nullopt);
            window.end_write_back();
        }
    }
    Verified verified(Journal& journal) { return verify(journal, projections, scribe.definition_of()); }
    /// The first finding is about this record and says so.
    static void expect_finding(const Verified& verified, Sequence sequence, const std::string& what) {
        ASSERT_GT(verified.found, 0U) << what;
        EXPECT_EQ(verified.findings.front().sequence, sequence);
        EXPECT_THAT(verified.findings.front().what, HasSubstr(what));
        EXPECT_FALSE(verified.findings.front().cure.empty());
    }
    /// The sequence of a record in the middle that moved an instance.
    Sequence some_step() {
        for (Sequence sequence = steps / 2;; ++sequence) {
            const auto record = decode_record(scribe.journal.read(sequence)->bytes);
            if (record->instance.number != 0 && record->previous != 0) return sequence;
        }
    }

    Scribe scribe{20261121};
    contract::MemoryProjections projections;
    Window window{projections};
};

TEST_F(VerificationTest, FindsNothingWhereNothingIsWrong) {
    const auto all = verified(scribe.journal);
    EXPECT_EQ(all.found, 0U) << (all.findings.empty() ? "" : all.findings.front().what);
    EXPECT_EQ(all.records, static_cast<std::uint64_t>(steps));
    EXPECT_EQ(all.instances, scribe.ids.size());
    std::size_t timers = 0;
    for (const auto& [id, instance] : scribe.instances) timers += instance->state.timers.size();
    EXPECT_EQ(all.timers, timers);
}

TEST_F(VerificationTest, ProjectionsMayBeBehind) {
    for (int i = 0; i < 50; ++i) window.publish(scribe.anything());
    const auto all = verified(scribe.journal);
    EXPECT_EQ(all.found, 0U) << all.findings.front().what;
    EXPECT_EQ(all.records, static_cast<std::uint64_t>(steps + 50));
}

TEST_F(VerificationTest, AChangedByteBreaksTheChain) {
    for (const std::size_t at : {std::size_t{0}, std::size_t{steps / 2}, std::size_t{steps - 1}}) {
        ForgedJournal forged(scribe.journal);
        forged.records[at].bytes.back() ^= 1;
        expect_finding(verified(forged), at + 1, "The hash chain breaks");
    }
}

TEST_F(VerificationTest, AMissingRecordIsNamed) {
    for (const std::size_t at : {std::size_t{0}, std::size_t{steps / 2}}) {
        ForgedJournal forged(scribe.journal);
        forged.records.erase(forged.records.begin() + static_cast<std::ptrdiff_t>(at));
        expect_finding(verified(forged), at + 1, "Record " + std::to_string(at + 1) + " is missing");
    }
}

TEST_F(VerificationTest, RecordsThatChangedPlacesAreFound) {
    ForgedJournal forged(scribe.journal);
    std::swap(forged.records[100].bytes, forged.records[101].bytes);
    forged.chain_again(100);
    expect_finding(verified(forged), 101, "It says it is record 102");
}

TEST_F(VerificationTest, AnInsertedRecordIsFoundThoughTheChainFits) {
    ForgedJournal forged(scribe.journal);
    const auto sequence = some_step();
    auto record = *decode_record(forged.records[sequence - 1].bytes);
    forged.records.insert(forged.records.begin() + static_cast<std::ptrdiff_t>(sequence),
                          forged.records[sequence - 1]);
    for (std::size_t i = sequence; i < forged.records.size(); ++i) forged.records[i].sequence = i + 1;
    forged.chain_again(sequence);
    expect_finding(verified(forged), sequence + 1, "It says it is record " + std::to_string(record.sequence));
}

// Somebody who makes the chain fit again is found by taking the steps again.
TEST_F(VerificationTest, AStateThatIsNotWhatTheStepGivesIsFoundThoughTheChainFits) {
    ForgedJournal forged(scribe.journal);
    const auto sequence = some_step();
    auto record = *decode_record(forged.records[sequence - 1].bytes);
    auto state = *states::decode(*scribe.definition.chart, record.state);
    state.data.at(0) = 12345.0;
    record.state = states::encode(*scribe.definition.chart, state);
    forged.records[sequence - 1].bytes = encode(record);
    forged.chain_again(sequence - 1);
    expect_finding(verified(forged), sequence, "Instance " + to_text(record.instance));
}

TEST_F(VerificationTest, ANotificationThatNoStepSentIsFound) {
    ForgedJournal forged(scribe.journal);
    const auto sequence = some_step();
    auto record = *decode_record(forged.records[sequence - 1].bytes);
    record.notifications.push_back({"lamp.forged", "partner", {}, false, false});
    forged.records[sequence - 1].bytes = encode(record);
    forged.chain_again(sequence - 1);
    expect_finding(verified(forged), sequence, "Instance " + to_text(record.instance));
}

/// Replaces a record of deliveries by one that tells `change`d things, and chains again.
void forge_delivery(ForgedJournal& forged, Sequence& sequence,
                    const std::function<void(DeliveryNote&)>& change) {
    for (std::size_t i = forged.records.size(); i-- > 0;) {
        auto record = *decode_record(forged.records[i].bytes);
        if (record.cause != Cause::delivery) continue;
        auto notes = *delivery_notes(record);
        if (notes.front().recipients.empty() || notes.front().recipients.front().last == 0) continue;
        change(notes.front());
        record.event.data = value_of(notes);
        forged.records[i].bytes = encode(record);
        forged.chain_again(i);
        sequence = record.sequence;
        return;
    }
    FAIL() << "no such record";
}

TEST_F(VerificationTest, ADeliveryOfAMessageThatDoesNotExistIsFound) {
    ForgedJournal forged(scribe.journal);
    Sequence sequence = 0;
    forge_delivery(forged, sequence, [](DeliveryNote& note) { note.message.second = 77; });
    expect_finding(verified(forged), sequence, "does not exist");
}

TEST_F(VerificationTest, ABrokenLinkBetweenAttemptsIsFound) {
    ForgedJournal forged(scribe.journal);
    Sequence sequence = 0;
    forge_delivery(forged, sequence, [](DeliveryNote& note) { note.recipients.front().last -= 1; });
    expect_finding(verified(forged), sequence, "the link says");
}

TEST_F(VerificationTest, AnAttemptThatTheProjectionsDoNotKnowIsFound) {
    ForgedJournal forged(scribe.journal);
    Sequence sequence = 0;
    forge_delivery(forged, sequence,
                   [](DeliveryNote& note) { note.recipients.front().reply = "something else"; });
    const auto all = verified(forged);
    ASSERT_EQ(all.found, 1U);
    EXPECT_THAT(all.findings.front().what, HasSubstr("the delivery of message"));
}

/// At the journal's end something is told and undone; then somebody changes the undo, and makes the chain
/// fit.
class UndoVerificationTest : public VerificationTest {
  protected:
    void SetUp() override {
        VerificationTest::SetUp();
        window.publish(scribe.start());
        const auto id = scribe.ids.back();
        window.publish(scribe.send(id, "press"));
        window.publish(scribe.send(id, "tell"));
        window.publish(scribe.undo(id));
        write_all();
        EXPECT_EQ(verified(scribe.journal).found, 0U);
    }
    void expect_found(const std::function<void(Record&, UndoNote&)>& change, const std::string& what) {
        ForgedJournal forged(scribe.journal);
        auto& last = forged.records.back();
        auto record = *decode_record(last.bytes);
        auto note = undo_note(record);
        ASSERT_EQ(note.cancelled.size(), 2U);
        change(record, note);
        record.event.data = to_value(note);
        last.bytes = encode(record);
        forged.chain_again(forged.records.size() - 1);
        expect_finding(verified(forged), last.sequence, what);
    }
};

TEST_F(UndoVerificationTest, AnotherStateThanTheOneBeforeIsFound) {
    expect_found(
        [&](Record& record, UndoNote&) {
            auto state = *states::decode(*scribe.definition.chart, record.state);
            state.data.at(0) = 12345.0;
            record.state = states::encode(*scribe.definition.chart, state);
        },
        "restores another state");
}

TEST_F(UndoVerificationTest, AnotherCommandThanTheNewestIsFound) {
    expect_found([](Record&, UndoNote& note) { note.command = note.restored; }, "undo");
    expect_found([](Record&, UndoNote& note) { note.restored = 1; }, "another state");
}

TEST_F(UndoVerificationTest, MessagesThatTheCommandDidNotHaveAreFound) {
    expect_found([](Record&, UndoNote& note) { note.cancelled.pop_back(); }, "other messages");
    expect_found(
        [](Record& record, UndoNote&) {
            record.notifications.push_back({"x", "team", {}, false, false});
        },
        "tells nobody");
}

TEST_F(UndoVerificationTest, ACancelledMessageThatStillWaitsIsFound) {
    OutboxQuery query;
    query.delivery = Delivery::cancelled;
    std::optional<OutboxRow> row;
    projections.snapshot()->outbox(query, [&](const OutboxRow& each) {
        row = each;
        return false;
    });
    ASSERT_TRUE(row.has_value());
    row->delivery = Delivery::pending;
    projections.write({{}, {*row}, {}, {}, {}, {}});
    expect_finding(verified(scribe.journal), row->record, "message");
}

TEST_F(VerificationTest, ARowThatIsNotTheJournalsIsFound) {
    const auto id = scribe.ids.front();
    auto row = *projections.snapshot()->instance(id);
    row.state = "elsewhere";
    projections.write({{row}, {}, {}, {}, {}, {}});
    const auto all = verified(scribe.journal);
    ASSERT_GT(all.found, 0U);
    EXPECT_THAT(all.findings.front().what, HasSubstr(to_text(id)));
    EXPECT_THAT(all.findings.front().cure, HasSubstr("projections.db"));
}

TEST_F(VerificationTest, ALostTimerIsFound) {
    for (const auto& [id, instance] : scribe.instances) {
        if (instance->state.timers.empty()) continue;
        auto row = *projections.snapshot()->instance(id);
        row.timers.clear();
        projections.write({{row}, {}, {}, {}, {}, {}});
        EXPECT_GT(verified(scribe.journal).found, 0U);
        return;
    }
    FAIL() << "no timer was armed";
}

TEST_F(VerificationTest, ProjectionsOfAnotherJournalAreFound) {
    Slice slice;
    slice.mark = steps + 1;
    projections.write(slice);
    expect_finding(verified(scribe.journal), steps + 1, "ahead of the journal");
}

// I7
TEST_F(VerificationTest, ARebuildEqualsWhatWasWrittenBack) {
    contract::MemoryProjections built;
    ASSERT_TRUE(rebuild(scribe.journal, built, scribe.definition_of()).ok());
    const auto findings = compare(*built.snapshot(), *projections.snapshot());
    EXPECT_TRUE(findings.empty()) << findings.front().what;
}

}  // namespace
}  // namespace waymark::runtime
