# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'login_form.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QGridLayout, QLabel, QLineEdit,
    QSizePolicy, QWidget)

class Ui_LoginForm(object):
    def setupUi(self, LoginForm):
        if not LoginForm.objectName():
            LoginForm.setObjectName(u"LoginForm")
        self.form_grid = QGridLayout(LoginForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(16)
        self.form_grid.setVerticalSpacing(6)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.login_name_label = QLabel(LoginForm)
        self.login_name_label.setObjectName(u"login_name_label")

        self.form_grid.addWidget(self.login_name_label, 0, 0, 1, 1)

        self.login_name_edit = QLineEdit(LoginForm)
        self.login_name_edit.setObjectName(u"login_name_edit")

        self.form_grid.addWidget(self.login_name_edit, 1, 0, 1, 1)

        self.login_name_problem = QLabel(LoginForm)
        self.login_name_problem.setObjectName(u"login_name_problem")
        self.login_name_problem.setWordWrap(True)
        self.login_name_problem.setVisible(False)

        self.form_grid.addWidget(self.login_name_problem, 2, 0, 1, 1)

        self.password_label = QLabel(LoginForm)
        self.password_label.setObjectName(u"password_label")

        self.form_grid.addWidget(self.password_label, 3, 0, 1, 1)

        self.password_edit = QLineEdit(LoginForm)
        self.password_edit.setObjectName(u"password_edit")
        self.password_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.form_grid.addWidget(self.password_edit, 4, 0, 1, 1)

        self.password_problem = QLabel(LoginForm)
        self.password_problem.setObjectName(u"password_problem")
        self.password_problem.setWordWrap(True)
        self.password_problem.setVisible(False)

        self.form_grid.addWidget(self.password_problem, 5, 0, 1, 1)

#if QT_CONFIG(shortcut)
        self.login_name_label.setBuddy(self.login_name_edit)
        self.password_label.setBuddy(self.password_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.login_name_edit, self.password_edit)

        self.retranslateUi(LoginForm)
    # setupUi

    def retranslateUi(self, LoginForm):
        self.login_name_label.setText(QCoreApplication.translate("LoginForm", u"\u767b\u5f55\u540d", None))
        self.login_name_label.setProperty(u"kind", QCoreApplication.translate("LoginForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.login_name_edit.setAccessibleName(QCoreApplication.translate("LoginForm", u"\u767b\u5f55\u540d", None))
#endif // QT_CONFIG(accessibility)
        self.login_name_problem.setText("")
        self.login_name_problem.setProperty(u"kind", QCoreApplication.translate("LoginForm", u"problem", None))
        self.password_label.setText(QCoreApplication.translate("LoginForm", u"\u5bc6\u7801", None))
        self.password_label.setProperty(u"kind", QCoreApplication.translate("LoginForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.password_edit.setAccessibleName(QCoreApplication.translate("LoginForm", u"\u5bc6\u7801", None))
#endif // QT_CONFIG(accessibility)
        self.password_problem.setText("")
        self.password_problem.setProperty(u"kind", QCoreApplication.translate("LoginForm", u"problem", None))
        pass
    # retranslateUi

