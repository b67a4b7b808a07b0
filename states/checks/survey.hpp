// A walk over a compiled chart: every expression with its tree and the place it stands in, every send, raise
// and cancel. Made for one check, and shared by its parts.
#pragma once

#include "states/checks/checker.hpp"
#include "states/expression_tree.hpp"
#include "states/program.hpp"

namespace waymark::states {

inline constexpr std::size_t no_use = static_cast<std::size_t>(-1);  // of Survey::uses

/// Where in the life of an instance something happens.
struct Moment {
    StateIndex state = 0;
    TransitionIndex transition = no_index;  // no_index: on entry, on exit, or as data
    std::size_t condition = no_use;         // the last condition of an <if> looked at before; see Use::moment
};

/// An expression where it stands.
struct Use {
    enum class Kind : std::uint8_t { guard, condition, value, location, reason };
    const Code* code;
    Kind kind;
    Moment moment;
    std::optional<NodeIndex> root;  // in Survey::tree; nothing: it is no expression
};

struct Sending {
    const SendAction* send;
    Place place;
    Moment moment;
};
struct Raising {
    std::string_view event;
    Place place;
};
struct Cancelling {
    const Cancel* cancel;
    Place place;
};

struct Survey {
    Survey(const Program& program, const Functions& functions);

    ExpressionTree tree;
    std::vector<Use> uses;
    std::vector<Sending> sends;
    std::vector<Raising> raises;
    std::vector<Cancelling> cancels;
    std::vector<Slot> loop_slots;  // that a <foreach> writes
};

class FindingList {
  public:
    explicit FindingList(std::string file) : file_(std::move(file)) {}
    void add(std::string_view code, Place place, std::string message);
    /// In order of place, each once.
    [[nodiscard]] std::vector<Finding> sorted() &&;

  private:
    struct Found {
        Place place;
        std::string_view code;
        std::string message;
    };
    std::string file_;
    std::vector<Found> found_;
};

/// What every check looks at.
struct Subject {
    const Chart& chart;
    const Program& program;
    const Element& document;
    const Outside& outside;
    const Survey& survey;
    FindingList& findings;
};

// One function for each group of findings, in the file of its name.
void check_expressions(const Subject& subject);
void check_guards(const Subject& subject);
void check_reachability(const Subject& subject);
void check_shadowing(const Subject& subject);
void check_data(const Subject& subject);
void check_events(const Subject& subject);
void check_timers(const Subject& subject);
void check_forms(const Subject& subject);
void check_texts(const Subject& subject);

[[nodiscard]] inline std::string quoted(std::string_view text) {
    return "\"" + std::string(text.substr(0, 256)) + "\"";
}

}  // namespace waymark::states
