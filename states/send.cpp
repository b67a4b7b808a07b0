// <send>: SCXML's own processor puts events into this session's queues; the types urn:waymark:… go to whoever
// steps the instance; a delay makes a timer of either (SCXML 6.2, C.1).
#include <algorithm>
#include <charconv>
#include <cmath>

#include "states/step.hpp"

namespace waymark::states {

namespace {

constexpr std::size_t waiting_limit = 10'000;  // timers of an instance, and events it has sent itself
constexpr std::string_view own_types = "urn:waymark:";
constexpr std::string_view internal_target = "#_internal";
constexpr double longest_delay_us = 36'525.0 * 86'400e6;

}  // namespace

std::optional<std::chrono::microseconds> parse_delay(std::string_view text) {
    const auto digits = text.find_first_not_of("0123456789.");
    if (digits == 0 || digits == std::string_view::npos) return {};
    const auto unit = text.substr(digits);
    const double scale = unit == "s" ? 1e6 : unit == "ms" ? 1e3 : 0;
    double number = 0;
    const auto* end = text.data() + digits;
    const auto [rest, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (scale == 0 || error != std::errc{} || rest != end || text[digits - 1] == '.') return {};
    const double us = number * scale;
    if (us > longest_delay_us) return {};
    return std::chrono::microseconds(std::llround(us));
}

void Step::act(const SendAction& action, const Action*&) {
    Send send;
    send.named = !action.id.empty() || action.id_location.has_value();
    send.id = action.id.empty() ? "_send." + std::to_string(state_.armings++) : action.id;
    std::optional<Instant> at;
    try {
        if (action.id_location) {
            if (!action.id_location->compiled) throw EvaluationError(action.id_location->fault);
            program_.evaluator->assign(*action.id_location->compiled, Value(send.id), scope_);
        }
        fill(action, send);
        at = due(action);
        if (send.type == scxml_processor) check_own(send, at.has_value());
    } catch (const ContentError&) {
        throw;
    } catch (const EvaluationError& error) {
        throw ContentError("error.execution", error.what(), send.id);
    }
    if (at) {
        arm(std::move(send), *at, action.superseded_by);
    } else if (send.type != scxml_processor) {
        outcome_.sends.push_back(std::move(send));
    } else if (send.target == internal_target) {
        raise(Event{
            send.event, Event::Type::internal, send.data, send.named ? send.id : std::string(), {}, {}});
    } else {
        CHECK(state_.queue.size() < waiting_limit,
              "the chart \"" + program_.name + "\" sends itself more than it takes");
        state_.queue.push_back(delivered(send, around_.session_id));
    }
}

void Step::fill(const SendAction& action, Send& send) {
    send.event = text_of(action.event);
    send.target = text_of(action.target);
    send.type = text_of(action.type);
    if (send.type.empty() || send.type == "scxml") send.type = scxml_processor;
    send.data = payload(action.payload);
    if (send.type != scxml_processor && !send.type.starts_with(own_types))
        throw EvaluationError("there is no event processor \"" + send.type + "\"");
}

// C.1: sessions that are not there are a matter of communication, anything else is no target at all (W3C
// tests 194, 496).
void Step::check_own(const Send& send, bool delayed) {
    if (send.event.empty() || send.event.find_first_of(" \t\r\n") != std::string::npos)
        throw EvaluationError("\"" + send.event + "\" is no name for an event");
    if (send.target == internal_target) {
        if (delayed) throw EvaluationError("a send to #_internal takes no delay");
        return;
    }
    if (send.target.empty() || send.target == session_address(around_.session_id)) return;
    if (send.target.starts_with("#_"))
        throw ContentError("error.communication",
                           "there is no session \"" + send.target + "\" to be reached from here", send.id);
    throw EvaluationError("\"" + send.target + "\" is no target for SCXML's own event processor");
}

// "@<instant>" is absolute, everything else a CSS2 time from now on.
std::optional<Instant> Step::due(const SendAction& action) {
    if (!action.delay.given()) return {};
    const auto text = text_of(action.delay);
    if (text.starts_with('@')) {
        const auto instant = parse_instant(std::string_view(text).substr(1));
        if (!instant) throw EvaluationError("\"" + text + "\" is no instant");
        return instant;
    }
    const auto delay = parse_delay(text);
    if (!delay)
        throw EvaluationError(
            "\"" + text +
            "\" is no delay: it takes a number with s or ms, below 100 years, or what until() gives");
    if (delay->count() == 0) return {};
    return around_.now + *delay;
}

void Step::arm(Send send, Instant due, const std::vector<std::string>& superseded_by) {
    CHECK(state_.timers.size() < waiting_limit,
          "the chart \"" + program_.name + "\" arms more timers than it takes");
    Timer timer{std::move(send), due, state_.armings++, superseded_by};
    // By (due, arming): what is armed later comes behind its equals.
    const auto place = std::upper_bound(state_.timers.begin(), state_.timers.end(), due,
                                        [](Instant d, const Timer& other) { return d < other.due; });
    outcome_.armed.push_back(timer);
    state_.timers.insert(place, std::move(timer));
}

// All arguments are evaluated before anything is sent; one that fails fails the whole (W3C test 553). Of a
// name that occurs more than once all values are kept, as an array (6.2.3: "even if duplicates occur").
Value Step::payload(const Payload& payload) {
    Value result = payload.content;
    if (payload.content_code) result = evaluate(*payload.content_code);
    if (!payload.entries.empty()) {
        Value::Object members;
        for (const auto& entry : payload.entries) add_member(members, entry.name, evaluate(entry.value));
        result = Value(std::move(members));
    }
    if (result.extent().depth >= Value::deepest) throw EvaluationError("what is sent nests too deeply");
    return result;
}

void add_member(Value::Object& members, const std::string& name, Value value) {
    const auto known = std::find_if(members.begin(), members.end(),
                                    [&](const auto& member) { return member.first == name; });
    if (known == members.end()) {
        members.emplace_back(name, std::move(value));
        return;
    }
    auto values = known->second.is_array() ? known->second.array() : Value::Array{known->second};
    values.push_back(std::move(value));
    known->second = Value(std::move(values));
}

}  // namespace waymark::states
