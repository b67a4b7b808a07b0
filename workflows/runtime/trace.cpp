#include "workflows/runtime/trace.hpp"

#include <algorithm>

#include "workflows/runtime/derivation.hpp"
#include "workflows/runtime/undo_note.hpp"

namespace waymark::runtime {

namespace {

void follow(const Record& record, Trace& trace) {
    if (record.instance.number == 0) return;
    const auto known = std::ranges::find(trace.touched, record.instance, &Touch::instance);
    if (known == trace.touched.end()) {
        trace.touched.push_back({record.instance, record.family, record.sequence, record.previous});
    } else {
        known->last = record.sequence;
    }
    Changes changes;
    add_rows(record, changes);
    for (auto& row : changes.outbox) trace.messages.push_back(std::move(row));
}

}  // namespace

Result<Record> read_record(Journal& journal, Sequence sequence) {
    const auto encoded = journal.read(sequence);
    if (!encoded)
        return Error{
            "not-found", "There is no record " + std::to_string(sequence) + " in the journal.", {}, {}};
    auto record = decode_record(encoded->bytes);
    if (record) return record;
    auto error = std::move(record).error();
    error.place = "record " + std::to_string(sequence);
    return error;
}

Result<Trace> trace_command(Journal& journal, Sequence record) {
    const auto any = read_record(journal, record);
    if (!any) return any.error();
    Trace trace;
    Done read = done();
    journal.scan(any->command, [&](const EncodedRecord& encoded) {
        auto next = decode_record(encoded.bytes);
        if (!next) {
            read = std::move(next).error();
            return false;
        }
        if (next->command != any->command) return false;
        follow(*next, trace);
        if (next->sequence == any->command) trace.first = std::move(next).value();
        return true;
    });
    if (!read) return std::move(read).error();
    return trace;
}

Result<Sequence> standing_at(const Records& records, Sequence record) {
    while (record != 0) {
        const auto found = records(record);
        if (!found) return found.error();
        if (found->cause != Cause::undo) break;
        record = std::min(undo_note(*found).restored, record - 1);  // of a damaged one too: earlier
    }
    return record;
}

}  // namespace waymark::runtime
