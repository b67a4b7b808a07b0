// A chart made by chance, as a tree of its own: the model interprets it directly, the engine reads its SCXML.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace waymark::states {

struct RandomNode;

struct RandomTransition {
    RandomNode* source = nullptr;
    std::vector<std::string> events;    // empty: eventless
    const RandomNode* guard = nullptr;  // In(guard)
    bool internal = false;
    std::vector<RandomNode*> targets;
    std::string label;   // logged when it is taken
    std::string raises;  // an event, or empty
};

struct RandomNode {
    enum class Kind { root, state, parallel, final_state, shallow, deep };
    Kind kind = Kind::state;
    std::string id;
    int order = 0;  // in the document
    RandomNode* parent = nullptr;
    std::vector<std::unique_ptr<RandomNode>> children;
    std::vector<std::unique_ptr<RandomTransition>> transitions;
    std::unique_ptr<RandomTransition>
        initial;                      // of a compound state: always given; of a history: its default
    bool initial_is_element = false;  // written as <initial>, with content
    std::string raises_on_entry;

    [[nodiscard]] bool is_history() const { return kind == Kind::shallow || kind == Kind::deep; }
    [[nodiscard]] std::vector<RandomNode*> states() const;  // children without histories
    [[nodiscard]] bool is_compound() const { return kind == Kind::state && !states().empty(); }
    [[nodiscard]] bool is_atomic() const {
        return kind == Kind::final_state || (kind == Kind::state && states().empty());
    }
    [[nodiscard]] bool is_below(const RandomNode* ancestor) const;
};

class RandomChart {
  public:
    explicit RandomChart(std::uint32_t seed);
    [[nodiscard]] const RandomNode& root() const { return *root_; }
    [[nodiscard]] std::string scxml() const;
    /// A random event that somebody outside sends.
    std::string event();

  private:
    std::size_t up_to(std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(0, most)(random_);
    }
    bool chance(int percent) { return up_to(99) < static_cast<std::size_t>(percent); }
    void grow(RandomNode& node, int depth);
    void add_child(RandomNode& parent, RandomNode::Kind kind, int depth);
    void connect(RandomNode& node);
    void connect_defaults(RandomNode& node);
    std::unique_ptr<RandomTransition> transition(RandomNode& source);
    std::vector<RandomNode*> targets_in(RandomNode& within);
    std::string descriptor();

    std::mt19937 random_;
    std::unique_ptr<RandomNode> root_;
    std::vector<RandomNode*> all_;
    int labels_ = 0;
};

}  // namespace waymark::states
