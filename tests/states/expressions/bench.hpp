// A scope made by hand and an evaluator over it, for tests of expressions.
#pragma once

#include <gtest/gtest.h>
#include <map>
#include <string>

#include "states/conversions.hpp"
#include "states/evaluator.hpp"

namespace waymark::states {

inline void PrintTo(const Value& value, std::ostream* out) {
    *out << (value.is_string()                           ? to_json(value)
             : value.is_undefined() || value.is_number() ? to_string(value)
                                                         : to_json(value));
}

class TableScope final : public Scope {
  public:
    [[nodiscard]] const Value* variable(Slot slot) const override {
        const auto found = variables.find(slot);
        return found == variables.end() ? nullptr : &found->second;
    }
    void set_variable(Slot slot, Value value) override { variables[slot] = std::move(value); }
    [[nodiscard]] const Value* system(std::string_view name) const override {
        const auto found = systems.find(name);
        return found == systems.end() ? nullptr : &found->second;
    }
    [[nodiscard]] bool event_data_unknown() const override { return data_unknown; }
    [[nodiscard]] bool in(std::string_view state_id) const override { return state_id == active; }

    std::map<Slot, Value> variables;
    std::map<std::string, Value, std::less<>> systems;
    std::string active = "s1";
    bool data_unknown = false;
};

inline Value json(std::string_view text) {
    auto read = parse_json(text);
    if (!read) throw std::invalid_argument(read.error().message);
    return *read;
}

/// Declared: n = 3, text = "привет", list = [3, 1, 2], o = {"a": {"b": [1, {"c": "x"}]}, "k": "a", "length":
/// 7}, empty = undefined, flag = true, nil = null, deep = [[1]]; `late` is declared but not bound. Event:
/// name "go", data {"d": 5, "list": [1]}.
class Expressions : public testing::Test {
  protected:
    Expressions() {
        const std::pair<const char*, Value> given[] = {
            {"n", 3},
            {"text", "привет"},
            {"list", json("[3,1,2]")},
            {"o", json(R"({"a":{"b":[1,{"c":"x"}]},"k":"a","length":7})")},
            {"empty", Value()},
            {"flag", true},
            {"nil", nullptr},
            {"deep", json("[[1]]")}};
        for (const auto& [name, value] : given) scope.set_variable(variables.add(name), value);
        variables.add("late");
        Value::Object event = json(R"({"name":"go","type":"external","data":{"d":5,"list":[1]}})").object();
        event.emplace_back("sendid", Value());  // every field exists (SCXML 5.10.1)
        scope.systems["_event"] = event;
        scope.systems["_sessionid"] = "session 1";
        scope.systems["_name"] = "chart";
        scope.systems["now"] = "2026-03-31T21:00:00.000Z";
    }

    Value evaluate(const std::string& text) {
        const auto compiled = evaluator->compile(text);
        if (!compiled.ok()) {
            ADD_FAILURE() << text << ": " << compiled.error().message;
            return "not compiled";
        }
        return evaluator->evaluate(*compiled, scope);
    }
    std::string failure(const std::string& text) {
        try {
            const Value value = evaluate(text);
            ADD_FAILURE() << text << " gave " << testing::PrintToString(value);
            return {};
        } catch (const EvaluationError& error) {
            return error.what();
        }
    }
    void assign(const std::string& location, Value value) {
        const auto compiled = evaluator->compile_location(location);
        ASSERT_TRUE(compiled.ok()) << location << ": " << compiled.error().message;
        evaluator->assign(*compiled, std::move(value), scope);
    }
    const Value& variable(std::string_view name) { return *scope.variable(*variables.find(name)); }

    Functions functions;
    Variables variables;
    std::unique_ptr<Evaluator> evaluator = native_evaluator(functions, variables);
    TableScope scope;
};

}  // namespace waymark::states
