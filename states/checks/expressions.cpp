// bad-expression, unknown-name, bad-call, unknown-state: what fails whenever it is evaluated, and In() of a
// state that there is not.
#include "states/checks/survey.hpp"

namespace waymark::states {

namespace {

class Names {
  public:
    Names(const Subject& subject, const Use& use) : subject_(subject), use_(use) {}

    void visit(NodeIndex index) {
        const auto& tree = subject_.survey.tree;
        const auto& node = tree.nodes[index];
        if (node.operation == Operation::undeclared) {
            find("unknown-name", "There is no data " + quoted(tree.names[node.b]) +
                                     "; declare it in <datamodel>, or correct the name.");
        } else if (node.operation == Operation::fail) {
            const auto& fault = tree.names[node.a];
            find("bad-call", fault.find("docs/") == std::string::npos
                                 ? fault + " Correct the call; docs/charts.md lists the functions."
                                 : fault);
        } else if (node.operation == Operation::in_state) {
            const auto& id = tree.nodes[node.a];
            if (id.operation == Operation::constant && tree.constants[id.a].is_string())
                check_state(tree.constants[id.a].string());
        }
        for (const auto child : children(tree, index)) {
            const bool asked_for =
                node.operation == Operation::type_of && tree.nodes[child].operation == Operation::undeclared;
            if (!asked_for) visit(child);
        }
    }

  private:
    void check_state(const std::string& id) {
        if (!subject_.program.state_ids.contains(id))
            find("unknown-state",
                 "In(" + quoted(id) + ") never holds: there is no such state; correct the id.");
    }
    void find(std::string_view code, std::string message) {
        subject_.findings.add(code, use_.code->place, std::move(message));
    }

    const Subject& subject_;
    const Use& use_;
};

}  // namespace

void check_expressions(const Subject& subject) {
    for (const auto& use : subject.survey.uses) {
        if (!use.code->compiled && !use.code->fault.empty())
            subject.findings.add(
                "bad-expression", use.code->place,
                use.code->fault + " Correct it: it raises error.execution whenever it is reached.");
        if (use.root) Names(subject, use).visit(*use.root);
    }
}

}  // namespace waymark::states
