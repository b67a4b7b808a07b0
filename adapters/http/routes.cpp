#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

/// Takes the next segment off a path ("/a/b" → "a").
std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

bool fits(const std::vector<std::string>& segments, std::string_view path,
          std::array<std::string_view, 2>& arguments) {
    std::size_t argument = 0;
    for (const auto& wanted : segments) {
        if (path.empty()) return false;
        const auto segment = next_segment(path);
        if (!wanted.empty()) {
            if (segment != wanted) return false;
        } else {
            if (segment.empty()) return false;
            arguments[argument++] = segment;
        }
    }
    return path.empty();
}

}  // namespace

std::vector<Shape> shapes(const runtime::Program& program) {
    std::vector<Shape> all{{nullptr, "/api/v1/instances", "instance", "instances", "instances"}};
    for (const auto& collection : program.collections)
        all.push_back({&collection, "/api/v1/" + collection.name, collection.singular, collection.name,
                       collection.name});
    return all;
}

Routes::Routes(const runtime::Program& program) {
    // The paths asked for most come first: a match looks from the top.
    add_event_routes(routes_, program);
    add_instance_routes(routes_, program);
    add_creation_routes(routes_, program);
    add_why_routes(routes_, program);
    add_history_routes(routes_, program);
    add_health_routes(routes_);
    add_metrics_routes(routes_);
    add_release_routes(routes_);
    add_undo_routes(routes_);
    add_timer_routes(routes_);
    add_worklist_routes(routes_);
    add_outbox_routes(routes_);
    add_journal_routes(routes_);
    add_definition_routes(routes_);
    add_template_routes(routes_);
    add_status_routes(routes_);
    add_clock_routes(routes_);
    add_token_routes(routes_);
    add_resume_routes(routes_);
    add_backup_routes(routes_);
    add_import_routes(routes_);
    add_attachment_routes(routes_);
    add_question_routes(routes_, program);
    for (const auto& route : routes_) {
        Pattern pattern;
        std::string_view path = route.pattern;
        while (!path.empty()) {
            const auto segment = next_segment(path);
            pattern.segments.emplace_back(segment.starts_with('{') ? std::string_view() : segment);
        }
        patterns_.push_back(std::move(pattern));
    }
}

Routes::Match Routes::match(std::string_view method, std::string_view path) const {
    Match match;
    if (!path.starts_with('/')) return match;
    const auto wanted = method == "HEAD" ? std::string_view("GET") : method;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (!fits(patterns_[i].segments, path, match.arguments)) continue;
        if (routes_[i].method == wanted) {
            match.route = &routes_[i];
            return match;
        }
        match.allow += (match.allow.empty() ? "" : ", ") + routes_[i].method +
                       (routes_[i].method == "GET" ? ", HEAD" : "");
    }
    return match;
}

}  // namespace waymark::http
