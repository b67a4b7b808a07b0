// What the writer has done since the last commit and not committed yet: records chained one after another,
// what they change, and the way back to any point of it. Not the commit itself (writer.cpp). Owned by the
// service, on the writer's thread.
#pragma once

#include <optional>

#include "workflows/runtime/delivery_note.hpp"
#include "workflows/runtime/families.hpp"

namespace waymark::runtime {

class Batch {
  public:
    /// `committed` finds messages of earlier batches.
    Batch(Families& families, FindMessage committed)
        : families_(families), committed_(std::move(committed)) {}

    /// Continues the journal behind its last record; `newest` is the greatest id given out so far.
    void continue_from(Sequence last, const Digest& hash, InstanceId newest);
    /// Forgets what was committed. `now` is the instant of all that comes.
    void begin(Instant now);

    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] Sequence next() const { return position_.last + 1; }
    /// An id that was never given out, greater than all before it.
    InstanceId new_id();

    /// Encodes and chains the record; `after` is the instance as it leaves it, nullptr when it concerns none.
    void append(const Record& record, const InstancePtr& after);
    void add(DefinitionRow definition) { commit_.definitions.push_back(std::move(definition)); }
    /// Where subjects of the next record go.
    std::vector<Subject>& subjects() { return commit_.subjects; }

    /// The message as the batch leaves it.
    [[nodiscard]] std::optional<OutboxRow> message(OutboxKey key) const;

    [[nodiscard]] const Commit& commit() const { return commit_; }
    [[nodiscard]] const Changes& changes() const { return changes_; }
    [[nodiscard]] std::size_t records() const { return commit_.records.size(); }
    [[nodiscard]] std::size_t bytes() const { return position_.bytes; }

    /// A point to return to.
    struct Mark {
        Sequence last = 0;
        Digest hash{};
        InstanceId newest;
        std::size_t bytes = 0;
        std::size_t records = 0, subjects = 0, definitions = 0, instances = 0, outbox = 0, idempotency = 0,
                    families = 0;
        std::optional<std::string> hold;
    };
    [[nodiscard]] Mark mark() const;
    void roll_back(const Mark& mark);

  private:
    struct Position {
        Sequence last = 0;
        Digest hash{};
        InstanceId newest;
        std::size_t bytes = 0;
    };
    Families& families_;
    FindMessage committed_;
    Instant now_;
    Position position_;
    Commit commit_;
    Changes changes_;
};

}  // namespace waymark::runtime
