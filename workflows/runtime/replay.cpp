#include "workflows/runtime/replay.hpp"

#include <map>

#include "workflows/runtime/derivation.hpp"
#include "workflows/runtime/reading.hpp"

namespace waymark::runtime {

namespace {

/// Some records of the tail: of each instance the newest.
class Tail {
  public:
    Tail(const DefinitionOf& definition_of, Window& window, Projections& projections)
        : definition_of_(definition_of), window_(window), projections_(projections) {}

    [[nodiscard]] std::size_t records() const { return records_; }

    Done take(const EncodedRecord& encoded) {
        auto decoded = decode_record(encoded.bytes);
        if (!decoded) return at(encoded.sequence, std::move(decoded).error());
        auto record = std::move(decoded).value();
        if (record.sequence != encoded.sequence)
            return at(encoded.sequence, {"bad-record",
                                         "The record says it is number " + std::to_string(record.sequence) +
                                             ". Restore the journal from a backup.",
                                         {},
                                         {}});
        ++records_;
        add_rows(record, changes_);
        if (auto added = add_deliveries(
                record, [this](OutboxKey key) { return message(key); }, changes_);
            !added)
            return at(record.sequence, std::move(added).error());
        for (; indexed_ < changes_.outbox.size(); ++indexed_)
            messages_[changes_.outbox[indexed_].key()] = indexed_;
        if (record.instance.number != 0) newest_.insert_or_assign(record.instance, std::move(record));
        return done();
    }

    Done publish() {
        changes_.instances.reserve(newest_.size());
        for (const auto& [id, record] : newest_) {
            const auto* definition = definition_of_(record.definition);
            if (definition == nullptr)
                return at(record.sequence,
                          {"definition-unknown",
                           "The journal lacks definition " + std::to_string(record.definition) +
                               ". Restore it from a backup.",
                           {},
                           {}});
            auto state = states::decode(*definition->chart, record.state);
            if (!state) return at(record.sequence, std::move(state).error());
            changes_.instances.push_back(instance_after(record, *definition, std::move(state).value()));
        }
        window_.publish(changes_);
        changes_ = {};
        newest_.clear();
        messages_.clear();
        indexed_ = records_ = 0;
        return done();
    }

  private:
    static Error at(Sequence sequence, Error error) {
        error.place = "record " + std::to_string(sequence);
        return error;
    }

    /// As the records before leave it. What the projections hold may be newer, written half: then the newer
    /// records are in the tail too and say the last word.
    std::optional<OutboxRow> message(OutboxKey key) const {
        const auto known = messages_.find(key);
        if (known != messages_.end()) return changes_.outbox[known->second];
        return find_message(window_, projections_, key);
    }

    const DefinitionOf& definition_of_;
    Window& window_;
    Projections& projections_;
    std::map<OutboxKey, std::size_t> messages_;  // where the newest stands in changes_.outbox
    std::size_t indexed_ = 0;
    std::unordered_map<InstanceId, Record> newest_;
    Changes changes_;
    std::size_t records_ = 0;
};

}  // namespace

Result<Replayed> replay_tail(Journal& journal, Projections& projections, const DefinitionOf& definition_of,
                             Window& window, const std::function<void()>& relieve) {
    const auto mark = projections.snapshot()->mark();
    const auto last = journal.last();
    if (mark > last.sequence)
        return Error{"projections-ahead",
                     "projections.db belongs to another journal: it knows record " + std::to_string(mark) +
                         ", the journal ends with " + std::to_string(last.sequence) +
                         ". Delete it; it is built again at the start.",
                     "projections.db",
                     {}};
    Changes nothing;
    nothing.last = mark;
    window.publish(nothing);
    Tail tail(definition_of, window, projections);
    Done taken = done();
    Replayed replayed{last.sequence, last.hash, {}, 0};
    journal.scan(mark + 1, [&](const EncodedRecord& encoded) {
        taken = tail.take(encoded);
        ++replayed.records;
        if (taken && tail.records() == replay_records) {
            taken = tail.publish();
            if (taken) relieve();
        }
        return taken.ok();
    });
    if (taken) taken = tail.publish();
    if (!taken) return std::move(taken).error();
    if (last.sequence == 0) return replayed;
    const auto end = decode_record(last.bytes);
    if (!end) return end.error();
    replayed.written_at = end->written_at;
    return replayed;
}

}  // namespace waymark::runtime
