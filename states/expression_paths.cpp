#include "states/expression_paths.hpp"

#include <algorithm>

#include "states/conversions.hpp"
#include "states/value.hpp"

namespace waymark::states {

namespace {

bool is_plain_name(const std::string& text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '$' || static_cast<unsigned char>(c) >= 0x80;
    };
    const bool begins_with_digit = !text.empty() && text[0] >= '0' && text[0] <= '9';
    return !text.empty() && !begins_with_digit && std::all_of(text.begin(), text.end(), fits);
}

class Collector {
  public:
    explicit Collector(const ExpressionTree& tree) : tree_(tree) {}

    void visit(NodeIndex index) {
        if (std::string text = path_text(index); !text.empty()) {
            const auto same = [&](const auto& each) { return each.first == text; };
            if (std::none_of(paths.begin(), paths.end(), same)) paths.emplace_back(std::move(text), index);
            visit_keys(index);
            return;
        }
        for (const NodeIndex child : children(tree_, index)) visit(child);
    }

    std::vector<std::pair<std::string, NodeIndex>> paths;

  private:
    // Empty when the node is no path.
    [[nodiscard]] std::string path_text(NodeIndex index) const {
        const ExpressionNode& node = tree_.nodes[index];
        if (node.operation == Operation::variable || node.operation == Operation::system)
            return tree_.names[node.b];
        if (node.operation != Operation::member && node.operation != Operation::index) return {};
        std::string base = path_text(node.a);
        if (base.empty()) return {};
        if (node.operation == Operation::member) return base + member_text(tree_.names[node.b]);
        const std::string key = key_text(node.b);
        return key.empty() ? std::string() : base + '[' + key + ']';
    }
    static std::string member_text(const std::string& name) {
        return is_plain_name(name) ? "." + name : "[" + to_json(Value(name)) + "]";
    }
    [[nodiscard]] std::string key_text(NodeIndex key) const {
        const ExpressionNode& node = tree_.nodes[key];
        return node.operation == Operation::constant ? to_string(tree_.constants[node.a]) : path_text(key);
    }
    void visit_keys(NodeIndex path) {
        const ExpressionNode& node = tree_.nodes[path];
        if (node.operation != Operation::member && node.operation != Operation::index) return;
        visit_keys(node.a);
        if (node.operation == Operation::index) visit(node.b);
    }

    const ExpressionTree& tree_;
};

}  // namespace

std::vector<std::pair<std::string, NodeIndex>> data_paths(const ExpressionTree& tree, NodeIndex root) {
    Collector collector(tree);
    collector.visit(root);
    return std::move(collector.paths);
}

}  // namespace waymark::states
