// What expressions see of an instance while it is stepped: its variables, the event, the instant, In(). Lives
// for one macrostep; the objects behind _event and _ioprocessors are made when an expression first asks for
// them.
#pragma once

#include "states/interpreter.hpp"
#include "states/program.hpp"

namespace waymark::states {

class StepScope final : public Scope {
  public:
    StepScope(const Program& program, State& state, const Surroundings& around)
        : program_(program), state_(state), around_(around) {}

    /// `event` must outlive its time as _event. nullptr: unbound, as before the first event.
    void bind(const Event* event);
    void event_data_is_unknown() { data_unknown_ = true; }

    [[nodiscard]] const Value* variable(Slot slot) const override;
    void set_variable(Slot slot, Value value) override;
    [[nodiscard]] const Value* system(std::string_view name) const override;
    [[nodiscard]] bool event_data_unknown() const override { return data_unknown_; }
    [[nodiscard]] bool in(std::string_view state_id) const override;

  private:
    const Program& program_;
    State& state_;
    const Surroundings& around_;
    const Event* event_ = nullptr;
    bool data_unknown_ = false;
    mutable Value event_value_, now_, session_, name_, processors_, platform_;
    mutable bool event_made_ = false;
};

}  // namespace waymark::states
