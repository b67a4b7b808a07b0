// What ports/journal.hpp says, held against every implementation.
#include <atomic>
#include <gmock/gmock.h>
#include <thread>

#include "states/check.hpp"
#include "tests/contract/rows.hpp"
#include "tests/contract/stores.hpp"

namespace waymark::contract {
namespace {

using runtime::EncodedRecord;
using runtime::Sequence;

template <class Store>
class JournalContract : public testing::Test {
  protected:
    runtime::Journal& journal() { return store_.journal(); }
    void append(Sequence from, Sequence to) { journal().append(commit(from, to)); }
    static std::vector<std::string> texts(runtime::Journal& journal, Sequence from = 1) {
        std::vector<std::string> found;
        journal.scan(from, [&](const EncodedRecord& record) {
            found.push_back(text(record));
            return true;
        });
        return found;
    }
    static std::vector<std::string> expected(Sequence from, Sequence to) {
        std::vector<std::string> made;
        for (auto sequence = from; sequence <= to; ++sequence) made.push_back(text(record(sequence)));
        return made;
    }

    Store store_;
};

using Stores = testing::Types<MemoryStore, SqliteStore>;
TYPED_TEST_SUITE(JournalContract, Stores);

TYPED_TEST(JournalContract, BeginsEmpty) {
    const auto last = this->journal().last();
    EXPECT_EQ(last.sequence, 0U);
    EXPECT_EQ(last.hash, runtime::Digest{});
    EXPECT_EQ(last.bytes, "");
    EXPECT_FALSE(this->journal().read(1));
    EXPECT_TRUE(this->texts(this->journal()).empty());
    EXPECT_FALSE(this->journal().subject("subject:1.1.name"));
    EXPECT_TRUE(this->journal().definitions().empty());
}

TYPED_TEST(JournalContract, KeepsRecordsInOrderAndWhole) {
    this->append(1, 1);
    this->append(2, 6);
    runtime::Commit large;
    large.records.push_back(record(7, std::string(3'000'000, 'x')));
    large.records.push_back(record(8, ""));
    this->journal().append(large);
    for (Sequence sequence = 1; sequence <= 6; ++sequence)
        EXPECT_EQ(text(*this->journal().read(sequence)), text(record(sequence)));
    EXPECT_EQ(this->journal().read(7)->bytes.size(), 3'000'000U);
    EXPECT_EQ(this->journal().read(8)->bytes, "");
    EXPECT_FALSE(this->journal().read(0));
    EXPECT_FALSE(this->journal().read(9));
    EXPECT_EQ(this->journal().last().sequence, 8U);
    EXPECT_EQ(this->journal().last().hash, record(8).hash);
}

TYPED_TEST(JournalContract, ScansFromAnywhereAndStopsWhenTold) {
    for (Sequence from = 1; from < 3000; from += 100) this->append(from, from + 99);
    EXPECT_EQ(this->texts(this->journal()), this->expected(1, 3000));
    EXPECT_EQ(this->texts(this->journal(), 0), this->expected(1, 3000));
    EXPECT_EQ(this->texts(this->journal(), 2995), this->expected(2995, 3000));
    EXPECT_TRUE(this->texts(this->journal(), 3001).empty());
    Sequence seen = 0;
    this->journal().scan(1500, [&](const EncodedRecord& record) {
        seen = record.sequence;
        return seen < 1510;
    });
    EXPECT_EQ(seen, 1510U);
}

TYPED_TEST(JournalContract, AScanEndsWhereTheJournalEndedWhenItBegan) {
    this->append(1, 5);
    std::vector<Sequence> seen;
    this->journal().scan(1, [&](const EncodedRecord& record) {
        seen.push_back(record.sequence);
        this->append(record.sequence + 5, record.sequence + 5);
        return true;
    });
    EXPECT_THAT(seen, testing::ElementsAre(1, 2, 3, 4, 5));
    EXPECT_EQ(this->journal().last().sequence, 10U);
}

TYPED_TEST(JournalContract, RecordsThatDoNotFollowTheLastAreOurFaultAndLeaveNothing) {
    this->append(1, 3);
    EXPECT_THROW(this->append(3, 4), InternalFault);
    EXPECT_THROW(this->append(5, 6), InternalFault);
    auto torn = commit(4, 5);
    torn.records.push_back(record(7));
    torn.subjects.push_back({"subject:1.4.name", "\"Anna\""});
    EXPECT_THROW(this->journal().append(torn), InternalFault);
    EXPECT_EQ(this->texts(this->journal()), this->expected(1, 3));
    EXPECT_FALSE(this->journal().subject("subject:1.4.name"));
    this->append(4, 5);
    EXPECT_EQ(this->texts(this->journal()), this->expected(1, 5));
}

TYPED_TEST(JournalContract, KeepsSubjectsAndErasesThem) {
    runtime::Commit commit;
    commit.subjects = {{"subject:1.1.name", "\"Анна\""}, {"subject:1.1.phone", "\"+7\""}};
    this->journal().append(commit);
    EXPECT_EQ(this->journal().subject("subject:1.1.name")->json, "\"Анна\"");
    commit.subjects = {{"subject:1.1.name", ""}, {"subject:1.2.name", "null"}};
    this->journal().append(commit);
    EXPECT_EQ(this->journal().subject("subject:1.1.name")->json, "");
    EXPECT_EQ(this->journal().subject("subject:1.1.name")->id, "subject:1.1.name");
    EXPECT_EQ(this->journal().subject("subject:1.1.phone")->json, "\"+7\"");
    EXPECT_EQ(this->journal().subject("subject:1.2.name")->json, "null");
    EXPECT_FALSE(this->journal().subject("subject:1.3.name"));
}

TYPED_TEST(JournalContract, KeepsDefinitionsByNumber) {
    runtime::Commit commit;
    commit.definitions = {{2, "notice", 1, "d2", "<scxml/>"}, {1, "partner", 1, "d1", "<scxml>\n</scxml>"}};
    this->journal().append(commit);
    commit.definitions = {{3, "partner", 2, "d3", "<scxml>я</scxml>"}};
    this->journal().append(commit);
    const auto rows = this->journal().definitions();
    ASSERT_EQ(rows.size(), 3U);
    for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(rows[i].number, i + 1);
    EXPECT_EQ(rows[2].workflow, "partner");
    EXPECT_EQ(rows[2].version, 2U);
    EXPECT_EQ(rows[2].digest, "d3");
    EXPECT_EQ(rows[2].source, "<scxml>я</scxml>");
}

TYPED_TEST(JournalContract, ADefinitionIsPublishedOnce) {
    runtime::Commit commit;
    commit.definitions = {{1, "partner", 1, "d1", "<scxml/>"}};
    this->journal().append(commit);
    commit.definitions = {{1, "partner", 2, "d2", "<scxml/>"}};
    EXPECT_THROW(this->journal().append(commit), InternalFault);
    EXPECT_EQ(this->journal().definitions().at(0).digest, "d1");
}

TYPED_TEST(JournalContract, AllIsThereAfterAnOrderlyEnd) {
    this->append(1, 2500);
    runtime::Commit commit;
    commit.subjects = {{"subject:1.1.name", "1"}};
    commit.definitions = {{1, "partner", 1, "d1", "<scxml/>"}};
    this->journal().append(commit);
    this->store_.reopen();
    EXPECT_EQ(this->texts(this->journal()), this->expected(1, 2500));
    EXPECT_TRUE(this->journal().subject("subject:1.1.name"));
    EXPECT_EQ(this->journal().definitions().size(), 1U);
    this->append(2501, 2502);
    EXPECT_EQ(this->journal().last().sequence, 2502U);
}

TYPED_TEST(JournalContract, ReadersSeeWholeCommitsOnly) {
    constexpr Sequence batch = 7, batches = 300;
    std::atomic<bool> stop = false;
    std::atomic<Sequence> acknowledged = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            while (!stop) {
                const Sequence before = acknowledged;
                const auto last = this->journal().last();
                EXPECT_EQ(last.sequence % batch, 0U);
                EXPECT_GE(last.sequence, before) << "an acknowledged record was not seen";
                EXPECT_FALSE(this->journal().read(last.sequence + 1 + batch * batches));
                if (last.sequence > 0) {
                    EXPECT_EQ(text(*this->journal().read(last.sequence)), text(record(last.sequence)));
                }
                Sequence seen = before;
                this->journal().scan(before + 1, [&](const EncodedRecord& found) {
                    EXPECT_EQ(found.sequence, ++seen);
                    return true;
                });
                EXPECT_EQ(seen % batch, 0U);
            }
        });
    for (Sequence i = 0; i < batches; ++i) {
        this->append(i * batch + 1, (i + 1) * batch);
        acknowledged = (i + 1) * batch;
        this->journal().settle();
    }
    stop = true;
    for (auto& reader : readers) reader.join();
    EXPECT_EQ(this->texts(this->journal()), this->expected(1, batch * batches));
}

TYPED_TEST(JournalContract, ACopyOpensAndEqualsAMomentOfTheOriginal) {
    this->append(1, 500);
    runtime::Commit commit;
    commit.subjects = {{"subject:1.1.name", "1"}};
    commit.definitions = {{1, "partner", 1, "d1", "<scxml/>"}};
    this->journal().append(commit);
    this->journal().copy_to(this->store_.path("copy.db"));
    this->append(501, 600);
    auto& copy = this->store_.copied_journal("copy.db");
    EXPECT_EQ(this->texts(copy), this->expected(1, 500));
    EXPECT_TRUE(copy.subject("subject:1.1.name"));
    EXPECT_EQ(copy.definitions().at(0).digest, "d1");
}

TYPED_TEST(JournalContract, ACopyMadeDuringWritesIsAPrefix) {
    std::atomic<bool> stop = false;
    this->append(1, 10);
    std::thread writer([&] {
        // An end of its own: a machine that runs nobody but the writer would fill the memory.
        for (Sequence next = 11; !stop && next < 3'000; next += 10) {
            this->append(next, next + 9);
            this->journal().settle();
        }
    });
    for (int i = 0; i < 10; ++i) {
        const auto name = "copy" + std::to_string(i);
        const auto before = this->journal().last().sequence;
        this->journal().copy_to(this->store_.path(name));
        const auto after = this->journal().last().sequence;
        auto& copy = this->store_.copied_journal(name);
        const auto last = copy.last().sequence;
        EXPECT_GE(last, before);
        EXPECT_LE(last, after);
        EXPECT_EQ(last % 10, 0U);
        EXPECT_EQ(this->texts(copy), this->expected(1, last));
    }
    stop = true;
    writer.join();
}

}  // namespace
}  // namespace waymark::contract
