// The in-memory fake of the journal. Outlives a service as a disk would: build the next service on the same
// object. Thread: as the port says.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "states/check.hpp"
#include "tests/contract/failures.hpp"

namespace waymark::contract {

class MemoryJournal final : public runtime::Journal {
  public:
    MemoryJournal() = default;

    /// The n-th append from now fails, once, and leaves nothing.
    void fail_append(std::uint64_t n, Failure failure) { failures_.order(n, failure); }
    /// What copy_to left under this path; nullptr: nothing.
    [[nodiscard]] MemoryJournal* copy(const std::string& path) {
        const std::lock_guard lock(mutex_);
        const auto found = copies_.find(path);
        return found == copies_.end() ? nullptr : found->second.get();
    }
    [[nodiscard]] std::uint64_t commits() const {
        const std::lock_guard lock(mutex_);
        return commits_;
    }

    void append(const runtime::Commit& commit) override {
        failures_.meet("append");
        const std::lock_guard lock(mutex_);
        for (std::size_t i = 0; i < commit.records.size(); ++i)
            CHECK(commit.records[i].sequence == held_.records.size() + i + 1, "records must be dense");
        held_.records.insert(held_.records.end(), commit.records.begin(), commit.records.end());
        for (const auto& subject : commit.subjects) held_.subjects.insert_or_assign(subject.id, subject);
        for (const auto& definition : commit.definitions)
            CHECK(held_.definitions.emplace(definition.number, definition).second,
                  "a definition is published once");
        ++commits_;
    }
    void settle() override {}

    runtime::EncodedRecord last() override {
        const std::lock_guard lock(mutex_);
        return held_.records.empty() ? runtime::EncodedRecord{} : held_.records.back();
    }
    std::optional<runtime::EncodedRecord> read(runtime::Sequence sequence) override {
        const std::lock_guard lock(mutex_);
        if (sequence == 0 || sequence > held_.records.size()) return std::nullopt;
        return held_.records[sequence - 1];
    }
    void scan(runtime::Sequence from,
              const std::function<bool(const runtime::EncodedRecord&)>& take) override {
        const auto end = last().sequence;
        for (auto at = std::max<runtime::Sequence>(from, 1); at <= end; ++at)
            if (!take(*read(at))) return;
    }
    std::optional<runtime::Subject> subject(const std::string& id) override {
        const std::lock_guard lock(mutex_);
        const auto found = held_.subjects.find(id);
        if (found == held_.subjects.end()) return std::nullopt;
        return found->second;
    }
    std::vector<runtime::DefinitionRow> definitions() override {
        const std::lock_guard lock(mutex_);
        std::vector<runtime::DefinitionRow> rows;
        for (const auto& [number, row] : held_.definitions) rows.push_back(row);
        return rows;
    }
    void copy_to(const std::string& path) override {
        const std::lock_guard lock(mutex_);
        copies_[path] = std::unique_ptr<MemoryJournal>(new MemoryJournal(held_));
    }

  private:
    struct Held {
        std::vector<runtime::EncodedRecord> records;
        std::map<std::string, runtime::Subject> subjects;
        std::map<std::uint32_t, runtime::DefinitionRow> definitions;
    };
    explicit MemoryJournal(Held held) : held_(std::move(held)) {}

    mutable std::mutex mutex_;
    Held held_;
    std::uint64_t commits_ = 0;
    std::map<std::string, std::unique_ptr<MemoryJournal>> copies_;
    Failures failures_;
};

}  // namespace waymark::contract
