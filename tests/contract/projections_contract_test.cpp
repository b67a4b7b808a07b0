// What ports/projections.hpp says, held against every implementation: against plain vectors, filtered and
// sorted.
#include <algorithm>
#include <atomic>
#include <gmock/gmock.h>
#include <map>
#include <thread>

#include "states/check.hpp"
#include "tests/contract/rows.hpp"
#include "tests/contract/stores.hpp"

namespace waymark::contract {
namespace {

using runtime::FamilyId;
using runtime::InstanceId;
using runtime::InstanceRow;
using runtime::Slice;
using Texts = std::vector<std::string>;

/// What must be there.
struct Expected {
    std::map<InstanceId, InstanceRow> instances;
    std::map<std::pair<runtime::Sequence, std::uint32_t>, runtime::OutboxRow> outbox;
    std::map<std::pair<Instant, runtime::Sequence>, runtime::IdempotencyRow> keys;

    [[nodiscard]] std::vector<runtime::TimerRow> timers() const {
        std::vector<runtime::TimerRow> all;
        for (const auto& [id, row] : instances) all.insert(all.end(), row.timers.begin(), row.timers.end());
        std::ranges::sort(all, {}, &runtime::TimerRow::key);
        return all;
    }
};

template <class Store>
class ProjectionsContract : public testing::Test {
  protected:
    runtime::Projections& projections() { return store_.projections(); }

    /// Some changes of each kind, in one slice; `expected` follows.
    void write_some(AnyRows& rows, std::uint64_t instances = 60) {
        Slice slice;
        std::map<InstanceId, InstanceRow> changed;
        for (std::uint64_t left = rows.below(instances); left > 0; --left) {
            auto row = rows.instance(rows.below(60) + 1);
            changed[row.id] = row;
        }
        for (const auto& [id, row] : changed) slice.instances.push_back(row);
        for (auto left = rows.below(20); left > 0; --left) slice.outbox.push_back(rows.message());
        for (auto left = rows.below(20); left > 0; --left) slice.idempotency.push_back(rows.key());
        projections().write(slice);
        for (const auto& [id, row] : changed) expected_.instances[id] = row;
        for (const auto& row : slice.outbox) expected_.outbox[{row.record, row.index}] = row;
        for (const auto& row : slice.idempotency) expected_.keys[{row.at, row.record}] = row;
    }

    template <class Query>
    static Texts ask(runtime::Snapshot& snapshot, const Query& query, std::size_t limit = 1'000'000) {
        Texts found;
        const auto take = [&](const auto& row) {
            found.push_back(text(row));
            return found.size() < limit;
        };
        if constexpr (std::is_same_v<Query, runtime::InstanceQuery>) snapshot.instances(query, take);
        if constexpr (std::is_same_v<Query, runtime::TimerQuery>) snapshot.timers(query, take);
        if constexpr (std::is_same_v<Query, runtime::OutboxQuery>) snapshot.outbox(query, take);
        return found;
    }
    static Texts keys(runtime::Snapshot& snapshot) {
        Texts found;
        snapshot.idempotency([&](const runtime::IdempotencyRow& row) {
            found.push_back(text(row));
            return true;
        });
        return found;
    }
    static std::map<std::uint64_t, Instant> dues(runtime::Snapshot& snapshot) {
        std::map<std::uint64_t, Instant> found;
        snapshot.earliest_dues([&](FamilyId family, Instant due) {
            EXPECT_TRUE(found.emplace(family.number, due).second) << "a family is told of once";
        });
        return found;
    }
    static void expect_equal(runtime::Snapshot& snapshot, const Expected& expected) {
        Texts instances, timers, outbox, kept;
        std::map<std::uint64_t, Instant> first;
        for (const auto& [id, row] : expected.instances) instances.push_back(text(row));
        for (const auto& row : expected.timers()) {
            timers.push_back(text(row));
            first.emplace(row.family.number, row.key.due);
        }
        for (const auto& [key, row] : expected.outbox) outbox.push_back(text(row));
        for (const auto& [key, row] : expected.keys) kept.push_back(text(row));
        EXPECT_EQ(ask(snapshot, runtime::InstanceQuery{}), instances);
        EXPECT_EQ(ask(snapshot, runtime::TimerQuery{}), timers);
        EXPECT_EQ(ask(snapshot, runtime::OutboxQuery{}), outbox);
        EXPECT_EQ(keys(snapshot), kept);
        EXPECT_EQ(dues(snapshot), first);
    }

    Store store_;
    Expected expected_;
};

using Stores = testing::Types<MemoryStore, SqliteStore>;
TYPED_TEST_SUITE(ProjectionsContract, Stores);

TYPED_TEST(ProjectionsContract, BeginsEmpty) {
    const auto snapshot = this->projections().snapshot();
    EXPECT_EQ(snapshot->mark(), 0U);
    EXPECT_EQ(snapshot->hold(), "");
    EXPECT_FALSE(snapshot->instance({1}));
    EXPECT_TRUE(snapshot->family({1}).empty());
    this->expect_equal(*snapshot, {});
}

TYPED_TEST(ProjectionsContract, ReplacesRowsAndAllOldTimers) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        AnyRows rows(seed);
        for (int i = 0; i < 12; ++i) {
            this->write_some(rows);
            this->expect_equal(*this->projections().snapshot(), this->expected_);
            if (this->HasFailure()) return;
        }
    }
}

TYPED_TEST(ProjectionsContract, ATimerThatChangesUnderItsKeyIsReplaced) {
    AnyRows rows(1);
    auto row = rows.instance(5);
    row.timers = {{{rows.instant(), row.id, 1}, row.family, "a", "first"}};
    Slice slice;
    slice.instances = {row};
    this->projections().write(slice);
    slice.instances[0].timers[0].event = "second";
    this->projections().write(slice);
    const auto snapshot = this->projections().snapshot();
    EXPECT_EQ(this->ask(*snapshot, runtime::TimerQuery{}), Texts{text(slice.instances[0].timers[0])});
    EXPECT_EQ(text(*snapshot->instance(row.id)), text(slice.instances[0]));
}

TYPED_TEST(ProjectionsContract, GivesOneInstanceAndOneFamily) {
    AnyRows rows(3);
    for (int i = 0; i < 6; ++i) this->write_some(rows);
    const auto snapshot = this->projections().snapshot();
    for (std::uint64_t number = 0; number <= 61; ++number) {
        const auto found = snapshot->instance({number});
        const auto expected = this->expected_.instances.find({number});
        ASSERT_EQ(found.has_value(), expected != this->expected_.instances.end());
        if (found) {
            EXPECT_EQ(text(*found), text(expected->second));
        }
    }
    for (std::uint64_t family = 0; family <= AnyRows::families + 1; ++family) {
        Texts found, expected;
        for (const auto& row : snapshot->family({family})) found.push_back(text(row));
        for (const auto& [id, row] : this->expected_.instances)
            if (row.family == FamilyId{family}) expected.push_back(text(row));
        EXPECT_EQ(found, expected);
    }
}

TYPED_TEST(ProjectionsContract, AnswersQuestionsAboutInstancesAsAFilterWould) {
    AnyRows rows(4);
    for (int i = 0; i < 10; ++i) this->write_some(rows);
    const auto snapshot = this->projections().snapshot();
    for (int i = 0; i < 2000; ++i) {
        const auto query = rows.instance_query();
        std::map<std::uint64_t, std::string> sorted;
        for (const auto& [id, row] : this->expected_.instances) {
            const auto key = query.sort == runtime::InstanceQuery::Sort::created ? id.number : row.record;
            if (!query.workflow.empty() && row.workflow != query.workflow) continue;
            if (!query.state.empty() && row.state != query.state) continue;
            if (!query.key.empty() && row.key != query.key) continue;
            if (query.family && row.family != *query.family) continue;
            if (query.after && (query.descending ? key >= *query.after : key <= *query.after)) continue;
            sorted[key] = text(row);
        }
        Texts expected;
        for (const auto& [key, row] : sorted) expected.push_back(row);
        if (query.descending) std::ranges::reverse(expected);
        ASSERT_EQ(this->ask(*snapshot, query), expected)
            << "seed 4, question " << i << ": " << query.workflow << ' ' << query.state << ' ' << query.key
            << ' ' << (query.family ? query.family->number : 0) << " sort " << static_cast<int>(query.sort)
            << " descending " << query.descending << " after "
            << (query.after ? std::to_string(*query.after) : "none");
        if (expected.size() > 3) {
            expected.resize(3);
            EXPECT_EQ(this->ask(*snapshot, query, 3), expected) << "stops when told";
        }
    }
}

TYPED_TEST(ProjectionsContract, AnswersQuestionsAboutTimersAsAFilterWould) {
    AnyRows rows(5);
    for (int i = 0; i < 10; ++i) this->write_some(rows);
    const auto snapshot = this->projections().snapshot();
    for (int i = 0; i < 1000; ++i) {
        const auto query = rows.timer_query();
        Texts expected;
        for (const auto& timer : this->expected_.timers()) {
            if (query.family && timer.family != *query.family) continue;
            if (query.instance && timer.key.instance != *query.instance) continue;
            if (query.after && timer.key <= *query.after) continue;
            expected.push_back(text(timer));
        }
        ASSERT_EQ(this->ask(*snapshot, query), expected) << "seed 5, question " << i;
        if (expected.size() > 2) {
            expected.resize(2);
            EXPECT_EQ(this->ask(*snapshot, query, 2), expected);
        }
    }
}

TYPED_TEST(ProjectionsContract, AnswersQuestionsAboutTheOutboxAsAFilterWould) {
    AnyRows rows(6);
    for (int i = 0; i < 25; ++i) this->write_some(rows);
    const auto snapshot = this->projections().snapshot();
    for (int i = 0; i < 1000; ++i) {
        const auto query = rows.outbox_query();
        Texts expected;
        for (const auto& [key, row] : this->expected_.outbox) {
            if (query.family && row.family != *query.family) continue;
            if (query.instance && row.instance != *query.instance) continue;
            if (query.delivery) {
                std::vector<runtime::Delivery> stands;
                for (const auto& each : row.recipients) stands.push_back(each.delivery);
                if (stands.empty()) stands.push_back(row.delivery);
                if (std::ranges::find(stands, *query.delivery) == stands.end()) continue;
            }
            if (query.later_than && row.at <= *query.later_than) continue;
            if (query.until && row.at > *query.until) continue;
            if (query.after && (query.descending ? key >= *query.after : key <= *query.after)) continue;
            expected.push_back(text(row));
        }
        if (query.descending) std::ranges::reverse(expected);
        ASSERT_EQ(this->ask(*snapshot, query), expected) << "seed 6, question " << i;
        if (expected.size() > 2) {
            expected.resize(2);
            EXPECT_EQ(this->ask(*snapshot, query, 2), expected);
        }
    }
}

TYPED_TEST(ProjectionsContract, AskingWithinAnAnswerIsAllowed) {
    AnyRows rows(7);
    for (int i = 0; i < 4; ++i) this->write_some(rows);
    const auto snapshot = this->projections().snapshot();
    std::size_t outer = 0, inner = 0;
    snapshot->instances({}, [&](const InstanceRow& row) {
        ++outer;
        EXPECT_EQ(text(*snapshot->instance(row.id)), text(row));
        snapshot->instances({}, [&](const InstanceRow&) {
            ++inner;
            return true;
        });
        return true;
    });
    EXPECT_EQ(outer, this->expected_.instances.size());
    EXPECT_EQ(inner, outer * outer);
}

TYPED_TEST(ProjectionsContract, ASnapshotStaysAsItWasWhileWritesGoOn) {
    AnyRows rows(8);
    for (int i = 0; i < 4; ++i) this->write_some(rows);
    const auto before = this->expected_;
    const auto snapshot = this->projections().snapshot();
    for (int i = 0; i < 20; ++i) {
        this->write_some(rows);
        this->projections().settle();
    }
    Slice slice;
    slice.mark = 77;
    slice.hold = "why";
    this->projections().write(slice);
    this->expect_equal(*snapshot, before);
    EXPECT_EQ(snapshot->mark(), 0U);
    EXPECT_EQ(snapshot->hold(), "");
    const auto later = this->projections().snapshot();
    this->expect_equal(*later, this->expected_);
    EXPECT_EQ(later->mark(), 77U);
    EXPECT_EQ(later->hold(), "why");
}

TYPED_TEST(ProjectionsContract, MarkAndHoldStayUntilToldOtherwise) {
    Slice slice;
    slice.mark = 5;
    slice.hold = "restored from the backup of вчера";
    this->projections().write(slice);
    this->projections().write({});
    EXPECT_EQ(this->projections().snapshot()->mark(), 5U);
    EXPECT_EQ(this->projections().snapshot()->hold(), "restored from the backup of вчера");
    slice.mark = 9;
    slice.hold = "";
    this->projections().write(slice);
    EXPECT_EQ(this->projections().snapshot()->mark(), 9U);
    EXPECT_EQ(this->projections().snapshot()->hold(), "");
}

TYPED_TEST(ProjectionsContract, ForgetsKeysOlderThanTold) {
    AnyRows rows(9);
    for (int i = 0; i < 10; ++i) this->write_some(rows);
    ASSERT_GT(this->expected_.keys.size(), 20U);
    const auto middle = std::next(this->expected_.keys.begin(), 10)->first.first;
    Slice slice;
    slice.forget_idempotency_before = middle;
    this->projections().write(slice);
    std::erase_if(this->expected_.keys, [&](const auto& entry) { return entry.first.first < middle; });
    this->expect_equal(*this->projections().snapshot(), this->expected_);
}

TYPED_TEST(ProjectionsContract, RowsOutOfOrderAreOurFaultAndLeaveNothing) {
    AnyRows rows(10);
    this->write_some(rows);
    Slice slice;
    slice.mark = 3;
    slice.instances = {rows.instance(40), rows.instance(30)};
    EXPECT_THROW(this->projections().write(slice), InternalFault);
    slice.instances = {rows.instance(30), rows.instance(30)};
    EXPECT_THROW(this->projections().write(slice), InternalFault);
    this->expect_equal(*this->projections().snapshot(), this->expected_);
    EXPECT_EQ(this->projections().snapshot()->mark(), 0U);
}

TYPED_TEST(ProjectionsContract, AllIsThereAfterAnOrderlyEnd) {
    AnyRows rows(11);
    for (int i = 0; i < 10; ++i) this->write_some(rows);
    Slice slice;
    slice.mark = 12;
    slice.hold = "why";
    this->projections().write(slice);
    this->store_.reopen();
    const auto snapshot = this->projections().snapshot();
    this->expect_equal(*snapshot, this->expected_);
    EXPECT_EQ(snapshot->mark(), 12U);
    EXPECT_EQ(snapshot->hold(), "why");
}

TYPED_TEST(ProjectionsContract, ACopyOpensAndEquals) {
    AnyRows rows(12);
    for (int i = 0; i < 10; ++i) this->write_some(rows);
    const auto before = this->expected_;
    this->projections().copy_to(this->store_.path("copy.db"));
    this->write_some(rows);
    auto& copy = this->store_.copied_projections("copy.db");
    this->expect_equal(*copy.snapshot(), before);
}

TYPED_TEST(ProjectionsContract, ReadersOnOtherThreadsSeeWholeSlicesOnly) {
    // Each slice puts all instances at the same record number and the mark beside it.
    constexpr std::uint64_t instances = 50;
    std::atomic<bool> stop = false;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            while (!stop) {
                const auto snapshot = this->projections().snapshot();
                std::uint64_t seen = 0;
                snapshot->instances({}, [&](const InstanceRow& row) {
                    EXPECT_EQ(row.version, snapshot->mark());
                    ++seen;
                    return true;
                });
                EXPECT_EQ(seen, snapshot->mark() == 0 ? 0 : instances);
            }
        });
    AnyRows rows(13);
    for (runtime::Sequence mark = 1; mark <= 150; ++mark) {
        Slice slice;
        for (std::uint64_t number = 1; number <= instances; ++number) {
            slice.instances.push_back(rows.instance(number));
            slice.instances.back().version = mark;
        }
        slice.mark = mark;
        this->projections().write(slice);
        this->projections().settle();
    }
    stop = true;
    for (auto& reader : readers) reader.join();
}

}  // namespace
}  // namespace waymark::contract
