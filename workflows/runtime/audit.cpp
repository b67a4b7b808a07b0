#include "workflows/runtime/audit.hpp"

#include "workflows/runtime/derivation.hpp"

namespace waymark::runtime {

namespace {

constexpr const char* restore_cure =
    "Restore the journal from a backup and compare what was acknowledged since.";
constexpr const char* fault_cure =
    "Keep a copy of the data folder and report it: either the record was changed, or two versions of waymark "
    "step differently.";

std::string number(Sequence sequence) { return std::to_string(sequence); }

}  // namespace

Audit::Audit(const DefinitionOf& definition_of, Journal& journal)
    : definition_of_(definition_of), undos_(journal) {
    for (const auto& row : journal.definitions())
        digests_[{row.workflow, row.version}] = sha256_hex(row.source);
}

void Audit::report(VerificationFinding finding) {
    ++verified_.found;
    if (verified_.findings.size() < most_findings) verified_.findings.push_back(std::move(finding));
}

void Audit::take(const EncodedRecord& encoded) {
    ++verified_.records;
    follow_chain(encoded);
    const auto record = decode_record(encoded.bytes);
    if (!record) return report({encoded.sequence, record.error().message, restore_cure});
    if (record->sequence != encoded.sequence)
        return report(
            {encoded.sequence, "It says it is record " + number(record->sequence) + ".", restore_cure});
    take(*record);
}

/// A break is told once: what follows is held against what is there.
void Audit::follow_chain(const EncodedRecord& encoded) {
    if (encoded.sequence != last_ + 1) {
        const auto missing =
            last_ + 2 == encoded.sequence
                ? "Record " + number(last_ + 1) + " is missing."
                : "Records " + number(last_ + 1) + " to " + number(encoded.sequence - 1) + " are missing.";
        report({last_ + 1, missing, restore_cure});
    } else if (chain(hash_, encoded.bytes) != encoded.hash) {
        report({encoded.sequence, "The hash chain breaks: this record or the one before it was changed.",
                restore_cure});
    }
    last_ = encoded.sequence;
    hash_ = encoded.hash;
}

void Audit::finish(Sequence last) {
    if (auto left_out = undos_.next(nullptr)) {
        left_out->cure = fault_cure;
        report(std::move(*left_out));
    }
    if (last_ < last)
        report({last_ + 1, "Records " + number(last_ + 1) + " to " + number(last) + " are missing.",
                restore_cure});
    verified_.instances = instances_.size();
}

void Audit::take_rows(const Record& record) {
    Changes changes;
    add_rows(record, changes);
    for (auto& row : changes.outbox) {
        if (row.delivery != Delivery::cancelled) {  // the message itself is known already
            rows_.push_back(line_of(row));
            ++verified_.outbox;
        } else if (const auto known = mail_.find(row.key());
                   known != mail_.end() && (known->second.row.delivery != Delivery::pending ||
                                            !known->second.row.recipients.empty())) {
            report({record.sequence,
                    "The undo cancels message " + std::to_string(row.index) + " of record " +
                        number(row.record) + ", which had left.",
                    fault_cure});
        }
        row.notification = {};
        mail_[row.key()] = {row, record.sequence};
    }
    for (const auto& row : changes.idempotency) rows_.push_back(line_of(row));
    if (changes.hold) holds_.emplace_back(record.sequence, *changes.hold);
}

void Audit::take(const Record& record) {
    if (auto left_out = undos_.next(&record)) {
        left_out->cure = fault_cure;
        report(std::move(*left_out));
    }
    take_rows(record);
    if (record.cause == Cause::publication) check_publication(record);
    if (record.cause == Cause::delivery) check_deliveries(record);
    if (record.instance.number == 0) return;

    const auto known = instances_.find(record.instance);
    const auto* before = known == instances_.end() ? nullptr : known->second.get();
    follow_links(record, before);
    const auto* definition = definition_of_(record.definition);
    if (definition == nullptr)
        return report({record.sequence,
                       "The journal lacks definition " + std::to_string(record.definition) + ".",
                       restore_cure});
    if (before != nullptr || record.previous == 0) {
        const auto difference = record.cause == Cause::undo
                                    ? undos_.difference(record, before, definition_of_)
                                    : reexecution_.difference(record, before, *definition);
        if (!difference.empty())
            report({record.sequence, "Instance " + to_text(record.instance) + ": " + difference + ".",
                    fault_cure});
    }
    instances_[record.instance] = instance_after(record, *definition, {});
}

/// Documents stand outside of the chain; what was published is named in it by its digest.
void Audit::check_publication(const Record& record) {
    const auto& what = record.event.data;
    const auto workflow = std::string(what["workflow"].string_or(""));
    const auto version = what["version"].is_number() ? what["version"].number() : 0;
    const auto found = digests_.find({workflow, version});
    if (found == digests_.end() || found->second != what["digest"].string_or(""))
        report({record.sequence,
                "The document of workflow " + workflow + " is not the one that was published.",
                restore_cure});
}

/// Of messages that exist, each note linked to the one before it.
void Audit::check_deliveries(const Record& record) {
    const auto notes = delivery_notes(record);
    if (!notes) return report({record.sequence, notes.error().message, restore_cure});
    for (const auto& note : *notes) {
        const auto name =
            "Message " + number(note.message.second) + " of record " + number(note.message.first);
        const auto known = mail_.find(note.message);
        if (known == mail_.end()) {
            report({record.sequence, name + " does not exist, but the record tells of it.", restore_cure});
            continue;
        }
        auto& mail = known->second;
        if (mail.row.delivery == Delivery::cancelled)
            report({record.sequence,
                    name + " was cancelled by an undo, but the record tells of its delivery.", fault_cure});
        for (const auto& told : note.recipients) {
            const auto before =
                std::ranges::find(mail.row.recipients, told.recipient, &RecipientRow::recipient);
            const Sequence last = before == mail.row.recipients.end() ? 0 : before->last;
            if (told.last != last)
                report({record.sequence,
                        name + ": the record before with recipient " + told.recipient + " is " +
                            number(last) + ", the link says " + number(told.last) + ".",
                        restore_cure});
        }
        apply(note, record, mail.row);
        mail.newest = record.sequence;
    }
}

void Audit::follow_links(const Record& record, const Instance* before) {
    const auto check = [&](bool right, const std::string& what) {
        if (!right)
            report({record.sequence, "Instance " + to_text(record.instance) + ": " + what, restore_cure});
    };
    check(record.command <= record.sequence && record.caused_by < record.sequence,
          "the record names a cause that comes after it.");
    const Sequence previous = before != nullptr ? before->record : 0;
    check(record.previous == previous, "its record before this one is " + number(previous) +
                                           ", the link says " + number(record.previous) + ".");
    const std::uint64_t version = before != nullptr ? before->version + 1 : 1;
    check(record.version == version, "this is version " + std::to_string(version) + ", the record says " +
                                         std::to_string(record.version) + ".");
    if (before == nullptr) return;
    check(record.family == before->family && record.parent == before->parent && record.key == before->key &&
              record.created_at == before->created_at,
          "family, parent, key or creation differ from its record before.");
    check(before->quarantine.empty() || record.cause == Cause::release, "it moves though it is quarantined.");
}

bool Audit::moved_after(InstanceId id, Sequence mark) const {
    const auto known = instances_.find(id);
    return known != instances_.end() && known->second->record > mark;
}

bool Audit::told_after(OutboxKey message, Sequence mark) const {
    const auto known = mail_.find(message);
    return known != mail_.end() && known->second.newest > mark;
}

Outline Audit::expected(Sequence mark) const {
    Outline outline;
    for (const auto& line : rows_)
        if (line.record <= mark) outline.push_back(line);
    for (const auto& [key, mail] : mail_)
        if (mail.newest <= mark) outline.push_back(delivery_line_of(mail.row));
    std::string hold;
    for (const auto& [sequence, why] : holds_)
        if (sequence <= mark) hold = why;
    outline.push_back(line_of_hold(hold));
    for (const auto& [id, standing] : instances_) {
        if (standing->record > mark) continue;
        auto state = states::decode(*standing->definition->chart, standing->blob);
        if (!state) continue;  // told already
        auto instance = *standing;
        instance.state = std::move(state).value();
        const auto row = row_of(instance);
        outline.push_back(line_of(row));
        for (const auto& timer : row.timers) outline.push_back(line_of(timer));
    }
    sort(outline);
    return outline;
}

}  // namespace waymark::runtime
