#include "tests/contract/rows.hpp"

#include <array>
#include <functional>
#include <set>
#include <sstream>

namespace waymark::contract {
namespace {

using namespace std::chrono_literals;

const Instant epoch = *parse_instant("2026-03-31T21:00:00Z");
constexpr std::array workflows = {"partner", "notice", "specialization"};
constexpr std::array states_of = {"active", "quit-pending", "принят", "exited"};
constexpr std::array keys = {"", "infrastructure", "облако"};

std::int64_t us(Instant at) { return at.time_since_epoch().count(); }

/// Long ones as their length and a number made of them: a failure is to be read by a person.
std::string brief(const std::string& bytes) {
    if (bytes.size() <= 40) return bytes;
    return std::to_string(bytes.size()) + " bytes #" + std::to_string(std::hash<std::string>{}(bytes));
}

template <std::size_t N>
std::string bytes_text(const std::array<std::uint8_t, N>& bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

runtime::EncodedRecord record(runtime::Sequence sequence, std::string bytes) {
    runtime::EncodedRecord made{sequence, std::move(bytes), {}};
    made.hash.fill(static_cast<std::uint8_t>(sequence * 31 + 7));
    return made;
}

runtime::EncodedRecord record(runtime::Sequence sequence) {
    return record(sequence, std::string("\0record ", 8) + std::to_string(sequence));
}

runtime::Commit commit(runtime::Sequence from, runtime::Sequence to) {
    runtime::Commit made;
    for (auto sequence = from; sequence <= to; ++sequence) made.records.push_back(record(sequence));
    return made;
}

std::string text(const runtime::EncodedRecord& record) {
    return std::to_string(record.sequence) + " " + bytes_text(record.hash) + " " + brief(record.bytes);
}

std::string text(const runtime::TimerRow& row) {
    std::ostringstream out;
    out << us(row.key.due) << ' ' << row.key.instance.number << ' ' << row.key.arming << ' '
        << row.family.number << " \"" << row.id << "\" \"" << row.event << '"';
    return out.str();
}

std::string text(const runtime::InstanceRow& row) {
    std::ostringstream out;
    out << row.id.number << ' ' << row.family.number << ' ' << row.parent.number << ' ' << row.definition
        << ' ' << row.workflow << ' ' << row.state << " \"" << row.key << "\" " << row.version << ' '
        << row.record << ' ' << us(row.created_at) << ' ' << us(row.updated_at) << " \"" << brief(row.blob)
        << "\" \"" << row.quarantine << '"';
    for (const auto& timer : row.timers) out << "\n  " << text(timer);
    return out.str();
}

std::string text(const runtime::OutboxRow& row) {
    std::ostringstream out;
    out << row.record << ' ' << row.index << ' ' << row.instance.number << ' ' << row.family.number << ' '
        << us(row.at) << ' ' << static_cast<int>(row.delivery) << ' ' << row.notification.message << ' '
        << row.notification.audience << ' ' << states::to_json(row.notification.fields) << ' '
        << row.notification.late << row.notification.suppressed << " \"" << row.reason << '"';
    for (const auto& each : row.recipients)
        out << "\n  " << each.recipient << ' ' << static_cast<int>(each.delivery) << ' ' << each.attempts
            << ' ' << each.forgiven << ' ' << each.perhaps << ' '
            << (each.outcome ? static_cast<int>(*each.outcome) : -1) << ' ' << us(each.at) << ' '
            << us(each.next_at) << " \"" << each.reply << "\" " << each.last;
    return out.str();
}

std::string text(const runtime::IdempotencyRow& row) {
    return std::to_string(us(row.at)) + " " + std::to_string(row.record) + " " + bytes_text(row.key.key) +
           " " + bytes_text(row.key.body);
}

Instant AnyRows::instant() { return epoch + std::chrono::microseconds(below(400)) + below(3) * 24h; }

std::string AnyRows::bytes(std::uint64_t longest) {
    std::string made(below(longest + 1), '\0');
    for (auto& byte : made) byte = static_cast<char>(random_());
    return made;
}

runtime::InstanceRow AnyRows::instance(std::uint64_t number) {
    runtime::InstanceRow row;
    row.id = {number};
    row.family = {number % families + 1};
    row.parent = {number / 2};
    row.definition = static_cast<std::uint32_t>(below(5));
    row.workflow = workflows[number / 3 % workflows.size()];
    row.state = states_of[below(states_of.size())];
    row.key = keys[number / 5 % keys.size()];
    row.record = ++last_;
    row.version = last_ * 2;
    row.created_at = epoch + std::chrono::microseconds(number);
    row.updated_at = instant();
    row.blob = bytes(one_in(20) ? 9'000 : 300);
    if (one_in(10)) row.quarantine = "evidence " + bytes(8);
    row.timers = timers(row.id, row.family);
    return row;
}

std::vector<runtime::TimerRow> AnyRows::timers(runtime::InstanceId id, runtime::FamilyId family) {
    std::set<runtime::TimerKey> taken;
    std::vector<runtime::TimerRow> made;
    for (auto left = below(4); left > 0; --left) {
        const runtime::TimerKey key{instant(), id, static_cast<std::uint32_t>(below(6))};
        if (!taken.insert(key).second) continue;
        made.push_back({key, family, "timer " + bytes(5), one_in(2) ? "due" : bytes(20)});
    }
    return made;
}

runtime::Delivery AnyRows::delivery() { return static_cast<runtime::Delivery>(below(8)); }

std::vector<runtime::RecipientRow> AnyRows::recipients() {
    std::vector<runtime::RecipientRow> made;
    for (auto left = below(4); left > 0; --left) {
        auto& row = made.emplace_back();
        row.recipient = "recipient " + std::to_string(left);
        row.delivery = delivery();
        row.attempts = static_cast<std::uint32_t>(below(30));
        row.forgiven = static_cast<std::uint32_t>(below(5));
        row.perhaps = one_in(3);
        if (one_in(2)) row.outcome = static_cast<runtime::Posted>(below(5));
        row.at = instant();
        if (one_in(2)) row.next_at = instant();
        if (one_in(2)) row.reply = "451 позже " + bytes(9);
        row.last = below(1'000);
    }
    return made;
}

runtime::OutboxRow AnyRows::message() {
    runtime::OutboxRow row;
    row.record = below(300) + 1;
    row.index = static_cast<std::uint32_t>(below(3));
    // Of a record: whatever comes for it again is the same but for what became of it.
    row.instance = {row.record % 40 + 1};
    row.family = {row.instance.number % families + 1};
    row.at = epoch + std::chrono::microseconds(row.record);
    row.delivery = delivery();
    if (row.delivery == runtime::Delivery::dead) row.reason = "nobody " + bytes(3);
    row.recipients = recipients();
    row.notification.message = "quit.accepted." + std::to_string(row.index);
    row.notification.audience = row.record % 2 == 0 ? "partner" : "поддержка";
    row.notification.fields = states::Value(states::Value::Object{
        {"record", static_cast<double>(row.record) / 3}, {"list", states::Value::Array{nullptr, true, "я"}}});
    row.notification.late = row.record % 3 == 0;
    row.notification.suppressed = row.record % 5 == 0;
    return row;
}

runtime::IdempotencyRow AnyRows::key() {
    runtime::IdempotencyRow row;
    for (auto& byte : row.key.key) byte = static_cast<std::uint8_t>(random_());
    for (auto& byte : row.key.body) byte = static_cast<std::uint8_t>(random_());
    row.record = below(200) + 1;
    row.at = epoch + std::chrono::microseconds(row.record / 2);
    return row;
}

runtime::InstanceQuery AnyRows::instance_query() {
    runtime::InstanceQuery query;
    if (one_in(2)) query.workflow = workflows[below(workflows.size())];
    if (one_in(3)) query.state = states_of[below(states_of.size())];
    if (one_in(4)) query.key = keys[below(keys.size())];
    if (one_in(4)) query.family = runtime::FamilyId{below(families + 1) + 1};
    if (one_in(2)) query.sort = runtime::InstanceQuery::Sort::updated;
    query.descending = one_in(2);
    if (one_in(3)) query.after = below(200);
    if (one_in(50)) query.after = ~std::uint64_t{0};
    return query;
}

runtime::OutboxQuery AnyRows::outbox_query() {
    runtime::OutboxQuery query;
    if (one_in(3)) query.family = runtime::FamilyId{below(families + 1) + 1};
    if (one_in(3)) query.instance = runtime::InstanceId{below(42) + 1};
    if (one_in(3)) query.delivery = delivery();
    if (one_in(5)) query.later_than = epoch + std::chrono::microseconds(below(300));
    if (one_in(5)) query.until = epoch + std::chrono::microseconds(below(300));
    query.descending = one_in(2);
    if (one_in(2)) query.after.emplace(below(310), static_cast<std::uint32_t>(below(4)));
    return query;
}

runtime::TimerQuery AnyRows::timer_query() {
    runtime::TimerQuery query;
    if (one_in(3)) query.family = runtime::FamilyId{below(families + 1) + 1};
    if (one_in(3)) query.instance = runtime::InstanceId{below(62) + 1};
    if (one_in(2))
        query.after = runtime::TimerKey{instant(), {below(62) + 1}, static_cast<std::uint32_t>(below(6))};
    return query;
}

}  // namespace waymark::contract
