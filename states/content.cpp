// Executable content: <raise>, <if>, <foreach>, <log>, <assign>, <cancel>, and how a block ends at an error
// (SCXML 4.9).
#include "states/step.hpp"

namespace waymark::states {

namespace {

constexpr std::uint32_t action_limit = 1'000'000;     // elements of content in one macrostep
constexpr std::size_t internal_queue_limit = 10'000;  // events waiting in it at once

}  // namespace

void Step::run(const Block& block) {
    const Action* at = nullptr;
    try {
        run_actions(block, at);
    } catch (const ContentError& error) {
        raise_error(error.event(), error.what(), at->place, error.sendid());
    } catch (const EvaluationError& error) {
        raise_error("error.execution", error.what(), at->place);
    }
}

// `at` follows the element that is executed, so that an error can be placed.
void Step::run_actions(const Block& block, const Action*& at) {
    for (const auto& action : block) {
        CHECK(++actions_ <= action_limit, "the chart \"" + program_.name + "\" executes more than " +
                                              std::to_string(action_limit) + " elements in one macrostep");
        at = &action;
        std::visit([&](const auto& what) { act(what, at); }, action.what);
    }
}

void Step::act(const Raise& raise, const Action*&) {
    this->raise(Event{raise.event, Event::Type::internal, {}, {}, {}, {}});
}

void Step::act(const Choose& choose, const Action*& at) {
    for (const auto& branch : choose.branches)
        if (!branch.condition || condition(*branch.condition, at->place))
            return run_actions(branch.block, at);
}

void Step::act(const Foreach& foreach, const Action*& at) {
    if (!foreach.fault.empty()) throw EvaluationError(foreach.fault);
    const auto collection = evaluate(foreach.array);
    if (!collection.is_array())
        throw EvaluationError("\"" + foreach.array.text +
                              "\" gives no array, and <foreach> goes through arrays only");
    const auto declare = [&](Slot slot) {
        if (scope_.variable(slot) == nullptr) scope_.set_variable(slot, Value());
    };
    declare(foreach.item);
    if (foreach.index) declare(*foreach.index);
    std::uint64_t index = 0;
    for (const auto& item : collection.array()) {
        scope_.set_variable(foreach.item, item);
        if (foreach.index) scope_.set_variable(*foreach.index, Value(index));
        ++index;
        run_actions(foreach.block, at);
    }
}

void Step::act(const Log& log, const Action*&) {
    outcome_.log.push_back({log.label, log.value ? evaluate(*log.value) : Value()});
}

void Step::act(const Assign& assign, const Action*&) {
    auto value = assign.code ? evaluate(*assign.code) : assign.content;
    if (!assign.location.compiled) throw EvaluationError(assign.location.fault);
    program_.evaluator->assign(*assign.location.compiled, std::move(value), scope_);
}

void Step::act(const Cancel& cancel, const Action*&) {
    const auto id = text_of(cancel.id);
    std::erase_if(state_.timers, [&](Timer& timer) {
        if (timer.send.id != id) return false;
        // What was armed in this very step never was.
        const auto armed =
            std::erase_if(outcome_.armed, [&](const Timer& t) { return t.arming == timer.arming; });
        if (armed == 0) outcome_.cancelled.push_back(std::move(timer));
        return true;
    });
}

void Step::raise(Event event) {
    CHECK(work_.internal.size() - work_.next < internal_queue_limit,
          "the chart \"" + program_.name + "\" raises more internal events than it takes");
    work_.internal.push_back(std::move(event));
}

void Step::raise_error(std::string name, const std::string& why, Place place, std::string sendid) {
    const auto where = program_.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    Event error{std::move(name),
                Event::Type::platform,
                Value::Object{{"message", why}, {"place", where}},
                std::move(sendid),
                {},
                {}};
    outcome_.errors.push_back(error);
    raise(std::move(error));
}

Value Step::evaluate(const Code& code) {
    if (!code.compiled) throw EvaluationError(code.fault);
    return program_.evaluator->evaluate(*code.compiled, scope_);
}

bool Step::condition(const Code& code, Place place) {
    try {
        if (!code.compiled) throw EvaluationError(code.fault);
        return program_.evaluator->evaluate_condition(*code.compiled, scope_);
    } catch (const EvaluationError& error) {
        raise_error("error.execution", error.what(), place);
        return false;
    }
}

std::string Step::text_of(const Computed& computed) {
    if (!computed.code) return computed.text;
    const auto value = evaluate(*computed.code);
    if (value.is_string()) return value.string();
    if (value.is_number()) return to_json(value);
    throw EvaluationError("\"" + computed.code->text + "\" gives no text");
}

}  // namespace waymark::states
