# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'sign_form.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QGridLayout,
    QLabel, QLineEdit, QSizePolicy, QWidget)

class Ui_SignForm(object):
    def setupUi(self, SignForm):
        if not SignForm.objectName():
            SignForm.setObjectName(u"SignForm")
        self.form_grid = QGridLayout(SignForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(10)
        self.form_grid.setVerticalSpacing(4)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.signed_by_label = QLabel(SignForm)
        self.signed_by_label.setObjectName(u"signed_by_label")

        self.form_grid.addWidget(self.signed_by_label, 0, 0, 1, 4)

        self.signed_by_edit = QLineEdit(SignForm)
        self.signed_by_edit.setObjectName(u"signed_by_edit")

        self.form_grid.addWidget(self.signed_by_edit, 1, 0, 1, 4)

        self.signed_by_problem = QLabel(SignForm)
        self.signed_by_problem.setObjectName(u"signed_by_problem")
        self.signed_by_problem.setWordWrap(True)
        self.signed_by_problem.setVisible(False)

        self.form_grid.addWidget(self.signed_by_problem, 2, 0, 1, 4)

        self.relation_label = QLabel(SignForm)
        self.relation_label.setObjectName(u"relation_label")

        self.form_grid.addWidget(self.relation_label, 0, 4, 1, 4)

        self.relation_edit = QLineEdit(SignForm)
        self.relation_edit.setObjectName(u"relation_edit")

        self.form_grid.addWidget(self.relation_edit, 1, 4, 1, 4)

        self.relation_problem = QLabel(SignForm)
        self.relation_problem.setObjectName(u"relation_problem")
        self.relation_problem.setWordWrap(True)
        self.relation_problem.setVisible(False)

        self.form_grid.addWidget(self.relation_problem, 2, 4, 1, 4)

        self.on_date_label = QLabel(SignForm)
        self.on_date_label.setObjectName(u"on_date_label")

        self.form_grid.addWidget(self.on_date_label, 0, 8, 1, 4)

        self.on_date_edit = QLineEdit(SignForm)
        self.on_date_edit.setObjectName(u"on_date_edit")

        self.form_grid.addWidget(self.on_date_edit, 1, 8, 1, 4)

        self.on_date_problem = QLabel(SignForm)
        self.on_date_problem.setObjectName(u"on_date_problem")
        self.on_date_problem.setWordWrap(True)
        self.on_date_problem.setVisible(False)

        self.form_grid.addWidget(self.on_date_problem, 2, 8, 1, 4)

        self.server_label = QLabel(SignForm)
        self.server_label.setObjectName(u"server_label")

        self.form_grid.addWidget(self.server_label, 3, 0, 1, 4)

        self.server_combo = QComboBox(SignForm)
        self.server_combo.setObjectName(u"server_combo")

        self.form_grid.addWidget(self.server_combo, 4, 0, 1, 4)

        self.server_problem = QLabel(SignForm)
        self.server_problem.setObjectName(u"server_problem")
        self.server_problem.setWordWrap(True)
        self.server_problem.setVisible(False)

        self.form_grid.addWidget(self.server_problem, 5, 0, 1, 4)

        self.witness_label = QLabel(SignForm)
        self.witness_label.setObjectName(u"witness_label")

        self.form_grid.addWidget(self.witness_label, 3, 4, 1, 4)

        self.witness_edit = QLineEdit(SignForm)
        self.witness_edit.setObjectName(u"witness_edit")

        self.form_grid.addWidget(self.witness_edit, 4, 4, 1, 4)

        self.witness_problem = QLabel(SignForm)
        self.witness_problem.setObjectName(u"witness_problem")
        self.witness_problem.setWordWrap(True)
        self.witness_problem.setVisible(False)

        self.form_grid.addWidget(self.witness_problem, 5, 4, 1, 4)

        self.tracking_no_label = QLabel(SignForm)
        self.tracking_no_label.setObjectName(u"tracking_no_label")

        self.form_grid.addWidget(self.tracking_no_label, 3, 8, 1, 4)

        self.tracking_no_edit = QLineEdit(SignForm)
        self.tracking_no_edit.setObjectName(u"tracking_no_edit")

        self.form_grid.addWidget(self.tracking_no_edit, 4, 8, 1, 4)

        self.tracking_no_problem = QLabel(SignForm)
        self.tracking_no_problem.setObjectName(u"tracking_no_problem")
        self.tracking_no_problem.setWordWrap(True)
        self.tracking_no_problem.setVisible(False)

        self.form_grid.addWidget(self.tracking_no_problem, 5, 8, 1, 4)

        self.read_aloud_check = QCheckBox(SignForm)
        self.read_aloud_check.setObjectName(u"read_aloud_check")

        self.form_grid.addWidget(self.read_aloud_check, 7, 0, 1, 4)

        self.note_label = QLabel(SignForm)
        self.note_label.setObjectName(u"note_label")

        self.form_grid.addWidget(self.note_label, 6, 4, 1, 8)

        self.note_edit = QLineEdit(SignForm)
        self.note_edit.setObjectName(u"note_edit")

        self.form_grid.addWidget(self.note_edit, 7, 4, 1, 8)

        self.note_problem = QLabel(SignForm)
        self.note_problem.setObjectName(u"note_problem")
        self.note_problem.setWordWrap(True)
        self.note_problem.setVisible(False)

        self.form_grid.addWidget(self.note_problem, 8, 4, 1, 8)

        self.form_grid.setColumnStretch(0, 1)
        self.form_grid.setColumnStretch(1, 1)
        self.form_grid.setColumnStretch(2, 1)
        self.form_grid.setColumnStretch(3, 1)
        self.form_grid.setColumnStretch(4, 1)
        self.form_grid.setColumnStretch(5, 1)
        self.form_grid.setColumnStretch(6, 1)
        self.form_grid.setColumnStretch(7, 1)
        self.form_grid.setColumnStretch(8, 1)
        self.form_grid.setColumnStretch(9, 1)
        self.form_grid.setColumnStretch(10, 1)
        self.form_grid.setColumnStretch(11, 1)
#if QT_CONFIG(shortcut)
        self.signed_by_label.setBuddy(self.signed_by_edit)
        self.relation_label.setBuddy(self.relation_edit)
        self.on_date_label.setBuddy(self.on_date_edit)
        self.server_label.setBuddy(self.server_combo)
        self.witness_label.setBuddy(self.witness_edit)
        self.tracking_no_label.setBuddy(self.tracking_no_edit)
        self.note_label.setBuddy(self.note_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.signed_by_edit, self.relation_edit)
        QWidget.setTabOrder(self.relation_edit, self.on_date_edit)
        QWidget.setTabOrder(self.on_date_edit, self.server_combo)
        QWidget.setTabOrder(self.server_combo, self.witness_edit)
        QWidget.setTabOrder(self.witness_edit, self.tracking_no_edit)
        QWidget.setTabOrder(self.tracking_no_edit, self.read_aloud_check)
        QWidget.setTabOrder(self.read_aloud_check, self.note_edit)

        self.retranslateUi(SignForm)
    # setupUi

    def retranslateUi(self, SignForm):
        self.signed_by_label.setText(QCoreApplication.translate("SignForm", u"\u7b7e\u6536\u4eba", None))
        self.signed_by_label.setProperty(u"kind", QCoreApplication.translate("SignForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.signed_by_edit.setAccessibleName(QCoreApplication.translate("SignForm", u"\u7b7e\u6536\u4eba", None))
#endif // QT_CONFIG(accessibility)
        self.signed_by_problem.setText("")
        self.signed_by_problem.setProperty(u"kind", QCoreApplication.translate("SignForm", u"problem", None))
        self.relation_label.setText(QCoreApplication.translate("SignForm", u"\u4e0e\u6765\u8bbf\u4eba\u5173\u7cfb\uff08\u672c\u4eba\u53ef\u7a7a\uff09", None))
        self.relation_label.setProperty(u"kind", QCoreApplication.translate("SignForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.relation_edit.setAccessibleName(QCoreApplication.translate("SignForm", u"\u4e0e\u6765\u8bbf\u4eba\u5173\u7cfb\uff08\u672c\u4eba\u53ef\u7a7a\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.relation_problem.setText("")
        self.relation_problem.setProperty(u"kind", QCoreApplication.translate("SignForm", u"problem", None))
        self.on_date_label.setText(QCoreApplication.translate("SignForm", u"\u7b7e\u6536\u65e5\uff08\u7a7a\u7740\u5c31\u662f\u4eca\u5929\uff09", None))
        self.on_date_label.setProperty(u"kind", QCoreApplication.translate("SignForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.on_date_edit.setAccessibleName(QCoreApplication.translate("SignForm", u"\u7b7e\u6536\u65e5\uff08\u7a7a\u7740\u5c31\u662f\u4eca\u5929\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.on_date_problem.setText("")
        self.on_date_problem.setProperty(u"kind", QCoreApplication.translate("SignForm", u"problem", None))
        self.server_label.setText(QCoreApplication.translate("SignForm", u"\u9001\u8fbe\u4eba", None))
        self.server_label.setProperty(u"kind", QCoreApplication.translate("SignForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.server_combo.setAccessibleName(QCoreApplication.translate("SignForm", u"\u9001\u8fbe\u4eba", None))
#endif // QT_CONFIG(accessibility)
        self.server_problem.setText("")
        self.server_problem.setProperty(u"kind", QCoreApplication.translate("SignForm", u"problem", None))
        self.witness_label.setText(QCoreApplication.translate("SignForm", u"\u89c1\u8bc1\u4eba", None))
        self.witness_label.setProperty(u"kind", QCoreApplication.translate("SignForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.witness_edit.setAccessibleName(QCoreApplication.translate("SignForm", u"\u89c1\u8bc1\u4eba", None))
#endif // QT_CONFIG(accessibility)
        self.witness_problem.setText("")
        self.witness_problem.setProperty(u"kind", QCoreApplication.translate("SignForm", u"problem", None))
        self.tracking_no_label.setText(QCoreApplication.translate("SignForm", u"\u90ae\u5bc4\u5355\u53f7", None))
        self.tracking_no_label.setProperty(u"kind", QCoreApplication.translate("SignForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.tracking_no_edit.setAccessibleName(QCoreApplication.translate("SignForm", u"\u90ae\u5bc4\u5355\u53f7", None))
#endif // QT_CONFIG(accessibility)
        self.tracking_no_problem.setText("")
        self.tracking_no_problem.setProperty(u"kind", QCoreApplication.translate("SignForm", u"problem", None))
        self.read_aloud_check.setText(QCoreApplication.translate("SignForm", u"\u5f53\u9762\u5ff5\u8fc7", None))
#if QT_CONFIG(accessibility)
        self.read_aloud_check.setAccessibleName(QCoreApplication.translate("SignForm", u"\u5f53\u9762\u5ff5\u8fc7", None))
#endif // QT_CONFIG(accessibility)
        self.note_label.setText(QCoreApplication.translate("SignForm", u"\u5907\u6ce8\uff08\u53ef\u7a7a\uff09", None))
        self.note_label.setProperty(u"kind", QCoreApplication.translate("SignForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.note_edit.setAccessibleName(QCoreApplication.translate("SignForm", u"\u5907\u6ce8\uff08\u53ef\u7a7a\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.note_problem.setText("")
        self.note_problem.setProperty(u"kind", QCoreApplication.translate("SignForm", u"problem", None))
        pass
    # retranslateUi

