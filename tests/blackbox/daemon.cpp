#include "tests/blackbox/daemon.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <signal.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace waymark::blackbox {
namespace {

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        read = ends[0];
        write = ends[1];
    }
};

std::string take(int descriptor) {
    char bytes[4096];
    const auto got = ::read(descriptor, bytes, sizeof bytes);
    return got > 0 ? std::string(bytes, static_cast<std::size_t>(got)) : std::string();
}

/// `in`, `out`, `err`: descriptors of the child; -1: /dev/null.
pid_t spawn(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
            int in, int out, int err) {
    std::vector<char*> words;
    static std::string program = WAYMARK_BINARY;
    words.push_back(program.data());
    for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid < 0) throw std::runtime_error("no fork");
    if (pid > 0) return pid;
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(in < 0 ? nothing : in, 0);
    ::dup2(out < 0 ? nothing : out, 1);
    ::dup2(err < 0 ? nothing : err, 2);
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
    ::execv(program.c_str(), words.data());
    ::_exit(127);
}

int exit_code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

Finished run_waymark(const std::vector<std::string>& arguments,
                     const std::map<std::string, std::string>& environment, const std::string& input) {
    Pipe in, out, err;
    const pid_t pid = spawn(arguments, environment, in.read, out.write, err.write);
    ::close(in.read);
    ::close(out.write);
    ::close(err.write);
    std::thread writer([&] {
        std::size_t at = 0;
        while (at < input.size()) {
            const auto wrote = ::write(in.write, input.data() + at, input.size() - at);
            if (wrote <= 0) break;
            at += static_cast<std::size_t>(wrote);
        }
        ::close(in.write);
    });
    Finished finished{};
    pollfd ends[2] = {{out.read, POLLIN, 0}, {err.read, POLLIN, 0}};
    for (int open = 2; open > 0;) {
        if (::poll(ends, 2, -1) < 0) break;
        for (auto& end : ends) {
            if (end.fd < 0 || end.revents == 0) continue;
            const auto text = take(end.fd);
            (&end == ends ? finished.out : finished.err) += text;
            if (!text.empty()) continue;
            ::close(end.fd);
            end.fd = -1;
            --open;
        }
    }
    writer.join();
    int status = 0;
    ::waitpid(pid, &status, 0);
    finished.exit_code = exit_code_of(status);
    return finished;
}

Daemon::Daemon(const std::filesystem::path& folder, std::vector<std::string> more,
               std::map<std::string, std::string> environment)
    : folder_(folder) {
    std::vector<std::string> arguments{"serve", "--data", folder.string(), "--listen", "127.0.0.1:0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Pipe err;
    pid_ = spawn(arguments, environment, -1, -1, err.write);
    ::close(err.write);
    static constexpr std::string_view where = "listening on http://127.0.0.1:";
    while (port_ == 0) {
        const auto text = take(err.read);
        log_ += text;
        if (text.empty()) {
            ::close(err.read);
            const int code = wait();
            throw std::runtime_error("the daemon ended with " + std::to_string(code) + ":\n" + log_);
        }
        const auto at = log_.find(where);
        if (at != std::string::npos && log_.find('\n', at) != std::string::npos)
            port_ = static_cast<unsigned short>(std::stoul(log_.substr(at + where.size())));
    }
    reader_ = std::thread([this, end = err.read] {
        for (std::string text; !(text = take(end)).empty();) {
            const std::lock_guard lock(mutex_);
            log_ += text;
        }
        ::close(end);
    });
}

Daemon::~Daemon() { kill(); }

std::string Daemon::admin_token() const {
    std::ifstream file(folder_ / "admin.token");
    std::string token;
    file >> token;
    return token;
}

std::string Daemon::log() const {
    const std::lock_guard lock(mutex_);
    return log_;
}

void Daemon::kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
}

int Daemon::terminate() {
    ::kill(pid_, SIGTERM);
    return wait();
}

int Daemon::wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    if (reader_.joinable()) reader_.join();
    return exit_code_of(status);
}

}  // namespace waymark::blackbox
