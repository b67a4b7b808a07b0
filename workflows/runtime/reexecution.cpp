#include "workflows/runtime/reexecution.hpp"

#include "workflows/runtime/facts.hpp"
#include "workflows/runtime/messages.hpp"

namespace waymark::runtime {

namespace {

bool same(const states::Timer& a, const states::Timer& b) {
    return a.due == b.due && a.arming == b.arming && a.superseded_by == b.superseded_by &&
           a.send.id == b.send.id && a.send.type == b.send.type && a.send.target == b.send.target &&
           a.send.event == b.send.event && a.send.data == b.send.data && a.send.named == b.send.named;
}

bool same(const states::Event& a, const states::Event& b) {
    return a.name == b.name && a.type == b.type && a.data == b.data && a.sendid == b.sendid &&
           a.origin == b.origin && a.origintype == b.origintype;
}

bool same(const std::vector<states::Timer>& a, const std::vector<states::Timer>& b) {
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return same(x, y); });
}

bool same(const Notification& a, const Notification& b) {
    return a.message == b.message && a.audience == b.audience && a.fields == b.fields && a.late == b.late &&
           a.suppressed == b.suppressed;
}

/// What the outcome tells people. That it was suppressed hung on the other timers of then: the record's word.
std::vector<Notification> notifications(const states::Outcome& outcome, const Record& record) {
    const bool suppressed = !record.notifications.empty() && record.notifications.front().suppressed;
    std::vector<Notification> all;
    for (const auto& send : outcome.sends)
        if (send.type == notify_type) append_notifications(send, record.late, suppressed, all);
    return all;
}

/// A record of these causes changes no state.
bool stands_still(Cause cause) { return cause == Cause::quarantine || cause == Cause::release; }

}  // namespace

std::string Reexecution::difference(const Record& record, const Instance* before,
                                    const Definition& definition) {
    if (before != nullptr && stands_still(record.cause))
        return record.state == before->blob ? "" : "the state changed without a step";
    states::State state;
    std::string found;
    try {
        found = step(record, before, *definition.chart, state);
    } catch (const InternalFault& fault) {
        return std::string("the step fails when it is taken again: ") + fault.what();
    }
    if (!found.empty()) return found;
    if (states::encode(*definition.chart, state) != record.state)
        return "the step taken again leads to another state than the recorded one";
    if (!same(outcome_.armed, record.armed)) return "the step taken again arms other timers than recorded";
    if (!same(outcome_.cancelled, record.cancelled))
        return "the step taken again cancels other timers than recorded";
    if (!std::ranges::equal(notifications(outcome_, record), record.notifications,
                            [](const auto& a, const auto& b) { return same(a, b); }))
        return "the step taken again tells other people, or tells them something else, than recorded";
    return {};
}

std::string Reexecution::step(const Record& record, const Instance* before, const states::Chart& chart,
                              states::State& state) {
    const auto session = to_text(record.instance);
    const states::Surroundings around{record.at, session, record.late};
    if (before == nullptr) {
        if (!record.event.name.empty()) return "the first record of the instance is no start";
        stepping_.start(chart, state, record.event.data, around, outcome_);
        return {};
    }
    auto decoded = states::decode(chart, before->blob);
    if (!decoded) return "the state before it cannot be read: " + decoded.error().message;
    state = std::move(decoded).value();
    if (record.cause != Cause::timer) {
        stepping_.deliver(chart, state, record.event, around, outcome_);
        return {};
    }
    const auto* declaration = chart.event(record.event.name);
    const auto facts =
        declaration && !declaration->facts.empty() ? record.event.data["facts"] : states::Value();
    const auto timer = stepping_.fire(chart, state, record.timer, facts, around, outcome_);
    if (!timer) return "the state before it has no timer " + std::to_string(record.timer);
    if (!same(with_facts(states::delivered(timer->send, session), facts), record.event))
        return "the timer sends another event than the recorded one";
    return {};
}

}  // namespace waymark::runtime
