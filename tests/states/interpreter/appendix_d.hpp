// Appendix D of the Recommendation, written down word for word and without a thought for speed: the model the
// engine is held against. Lists for ordered sets, names for names; shares nothing with the engine.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "tests/states/interpreter/random_chart.hpp"

namespace waymark::states {

class AppendixD {
  public:
    explicit AppendixD(const RandomChart& chart) : root_(chart.root()) {}

    void interpret();
    void external(const std::string& event);

    [[nodiscard]] std::vector<std::string> configuration() const;  // atomic states, in document order
    [[nodiscard]] const std::vector<std::string>& log() const { return log_; }
    [[nodiscard]] bool running() const { return running_; }
    /// The chart went round in circles: nothing that follows means anything.
    [[nodiscard]] bool gave_up() const { return gave_up_; }
    /// How often transitions were pre-empted: so that a test can see that it tests something.
    [[nodiscard]] int preemptions() const { return preemptions_; }
    void forget_log() { log_.clear(); }

  private:
    using Node = const RandomNode*;
    using Transition = const RandomTransition*;
    using Nodes = std::vector<Node>;
    using Transitions = std::vector<Transition>;

    void finish_macrostep();
    void exit_interpreter();
    Transitions select(const std::string* event);
    Transitions remove_conflicting(const Transitions& enabled);
    void microstep(const Transitions& enabled);
    void exit_states(const Transitions& enabled);
    void enter_states(const Transitions& enabled);
    Nodes compute_exit_set(const Transitions& transitions) const;
    void compute_entry_set(const Transitions& transitions);
    void add_descendants(Node state);
    void add_ancestors(Node state, Node ancestor);
    void fill(Node parallel);
    Node domain(Transition transition) const;
    Nodes effective_targets(Transition transition) const;
    bool in_final_state(Node state) const;
    void execute(Transition transition);
    [[nodiscard]] bool condition(Transition transition) const;

    const RandomNode& root_;
    Nodes configuration_;
    std::map<Node, Nodes> history_;
    std::deque<std::string> internal_;
    bool running_ = false, gave_up_ = false;
    std::vector<std::string> log_;
    Nodes to_enter_, default_entry_;
    std::map<Node, Transition> default_history_;
    int preemptions_ = 0;
};

}  // namespace waymark::states
