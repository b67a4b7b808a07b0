// What could be sent now, and what stands in the way: the guards of Appendix D's selection, judged without
// taking a step.
#include <algorithm>

#include "states/filled_text.hpp"
#include "states/scope.hpp"
#include "states/step.hpp"

namespace waymark::states {

namespace {

class Judge {
  public:
    Judge(const Chart& chart, const State& state, const Surroundings& around, const Event& event,
          bool data_known)
        : program_(chart.program()), state_(state), copy_(state), scope_(program_, copy_, around) {
        scope_.bind(&event);
        if (!data_known) scope_.event_data_is_unknown();
    }

    Possibility judge(const EventDeclaration& declaration) {
        Possibility result{&declaration, Chance::no, false, {}};
        if (!state_.running) return result;
        const auto event = program_.event_id(declaration.name);
        state_.configuration.each([&](StateIndex s) {
            if (program_.atomic.contains(s)) judge_state(s, event, result);
        });
        return result;
    }

  private:
    void judge_state(StateIndex atomic, EventId event, Possibility& result) {
        for (auto list = program_.first_candidates(atomic, event); list != no_index;
             list = program_.candidates[list].next)
            for (auto i = program_.candidates[list].first; i < program_.candidates[list].end; ++i) {
                result.listened = true;
                const auto transition = program_.pool[i];
                const auto truth = ask(transition);
                if (truth == Truth::yes) {
                    result.chance = Chance::yes;
                    return;
                }
                if (truth == Truth::unknown && result.chance == Chance::no) result.chance = Chance::depends;
                if (truth == Truth::no) hinder(transition, result);
            }
    }

    Truth ask(TransitionIndex transition) const {
        const auto& condition = program_.transitions[transition].condition;
        if (!condition) return Truth::yes;
        if (!condition->compiled) return Truth::no;
        try {
            return program_.evaluator->judge(*condition->compiled, scope_);
        } catch (const EvaluationError&) {
            return Truth::no;
        }
    }

    void hinder(TransitionIndex transition, Possibility& result) {
        const auto known =
            std::any_of(result.hindrances.begin(), result.hindrances.end(),
                        [&](const Hindrance& hindrance) { return hindrance.transition == transition; });
        if (known) return;
        const auto& node = program_.transitions[transition];
        Hindrance hindrance{transition, node.condition->text, {}, {}, {}};
        if (node.reason) hindrance.reason = {filled(node.reason->en), filled(node.reason->ru)};
        if (node.condition->compiled)
            for (const auto& [path, expression] : program_.evaluator->paths(*node.condition->compiled))
                if (const auto value = evaluated(expression)) hindrance.values.emplace_back(path, *value);
        if (node.possible_from && node.possible_from->compiled)
            if (const auto from = evaluated(*node.possible_from->compiled))
                hindrance.possible_from = parse_instant(from->string_or(""));
        result.hindrances.push_back(std::move(hindrance));
    }

    std::string filled(const std::vector<ReasonPart>& parts) {
        std::string text;
        for (const auto& part : parts) {
            if (!part.code) {
                text += part.text;
                continue;
            }
            text += shown_in_text(evaluated(*part.code->compiled).value_or(Value()));
        }
        return text;
    }

    std::optional<Value> evaluated(Expression expression) {
        try {
            return program_.evaluator->evaluate(expression, scope_);
        } catch (const EvaluationError&) {
            return {};
        }
    }

    const Program& program_;
    const State& state_;
    State copy_;  // an expression with ++ may change it; nobody sees that
    StepScope scope_;
};

}  // namespace

std::vector<Possibility> possibilities(const Chart& chart, const State& state, const Surroundings& around,
                                       const Draft& draft) {
    std::vector<Possibility> result;
    for (const auto& declaration : chart.events()) {
        const auto event = draft(declaration);
        // An event without a form takes no data: then nothing about it is unknown.
        result.push_back(
            Judge(chart, state, around, event, declaration.form.is_undefined()).judge(declaration));
    }
    return result;
}

Possibility possibility(const Chart& chart, const State& state, const Surroundings& around,
                        const EventDeclaration& declaration, const Event& event) {
    return Judge(chart, state, around, event, true).judge(declaration);
}

std::string_view guard_text(const Chart& chart, TransitionIndex transition) {
    const auto& transitions = chart.program().transitions;
    if (transition >= transitions.size() || !transitions[transition].condition) return {};
    return transitions[transition].condition->text;
}

}  // namespace waymark::states
